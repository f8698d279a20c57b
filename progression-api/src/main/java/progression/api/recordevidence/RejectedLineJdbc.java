package progression.api.recordevidence;

import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import progression.api.bulk.RejectedLine;
import progression.api.problem.Problem;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Keeps rejected lines in the schema {@code intake}, for a while. */
@Repository
class RejectedLineJdbc {

  private static final JsonFactory JSON = new JsonFactory();

  private final JdbcTemplate jdbc;
  private final Duration retention;

  RejectedLineJdbc(
      DataSource dataSource, @Value("${progression.intake.retention:30d}") Duration retention) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.retention = retention;
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("intake")
        .locations("classpath:db/intake")
        .load()
        .migrate();
  }

  /** Keeps lines: all of them, or none where it fails. */
  void keep(String district, String client, List<RejectedLine> lines) {
    Object[] numbers = lines.stream().map(RejectedLine::number).toArray();
    Object[] learners = lines.stream().map(RejectedLine::lane).toArray();
    byte[][] bytes = lines.stream().map(RejectedLine::bytes).toArray(byte[][]::new);
    Object[] problems = lines.stream().map(line -> json(line.problem())).toArray();
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      """
                      insert into intake.rejected_line
                        (district, client, received_at, line, learner, bytes, problem)
                      select ?, ?, ?, line, learner, bytes, problem
                      from unnest(?, ?, ?, ?) with ordinality
                        as kept (line, learner, bytes, problem, nth)
                      order by nth
                      """)) {
                insert.setString(1, district);
                insert.setString(2, client);
                insert.setObject(3, now());
                insert.setArray(4, connection.createArrayOf("bigint", numbers));
                insert.setArray(5, connection.createArrayOf("text", learners));
                insert.setArray(6, connection.createArrayOf("bytea", bytes));
                insert.setArray(7, connection.createArrayOf("text", problems));
                return insert.executeUpdate();
              }
            });
  }

  /** A page of the district's unresolved lines behind an id, oldest first. */
  List<KeptLine> list(String district, long after, int limit) {
    return jdbc.query(
        """
        select id, line, received_at, learner, bytes, problem
        from intake.rejected_line
        where district = ? and resolved_at is null and id > ? and received_at > ?
        order by id
        limit ?
        """,
        RejectedLineJdbc::line,
        district,
        after,
        oldest(),
        limit);
  }

  /** One of the district's unresolved lines. */
  Optional<KeptLine> find(String district, long id) {
    return jdbc
        .query(
            """
            select id, line, received_at, learner, bytes, problem
            from intake.rejected_line
            where district = ? and resolved_at is null and id = ? and received_at > ?
            """,
            RejectedLineJdbc::line,
            district,
            id,
            oldest())
        .stream()
        .findFirst();
  }

  /** Takes a line off the list. */
  void resolve(String district, long id) {
    jdbc.update(
        """
        update intake.rejected_line set resolved_at = ?
        where district = ? and id = ? and resolved_at is null
        """,
        now(),
        district,
        id);
  }

  /** Forgets what is too old, resolved or not. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void expire() {
    jdbc.update("delete from intake.rejected_line where received_at <= ?", oldest());
  }

  private OffsetDateTime oldest() {
    return now().minus(retention);
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }

  private static KeptLine line(ResultSet row, int nth) throws SQLException {
    return KeptLine.of(
        row.getLong("id"),
        row.getLong("line"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        row.getString("learner"),
        row.getBytes("bytes"),
        row.getString("problem"));
  }

  private static String json(Problem problem) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      problem.write(json);
    }
    return text.toString();
  }
}

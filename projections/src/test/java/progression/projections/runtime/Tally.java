package progression.projections.runtime;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.event.LearnerEvent;
import progression.event.ProgressionEvent;
import progression.projections.TestStack;

/** A projection that counts: an event that comes twice, or too late, leaves a trace. */
final class Tally implements Projection {

  /** What a test lets go wrong. */
  interface Mishap {
    void before(ProjectedEvent event) throws SQLException;
  }

  private volatile Mishap mishap = event -> {};
  private volatile Set<Class<? extends ProgressionEvent>> reads = Set.of(ProgressionEvent.class);

  @Override
  public String name() {
    return "tally";
  }

  @Override
  public Set<Class<? extends ProgressionEvent>> reads() {
    return reads;
  }

  /** From here on it reads what all do. */
  void readNothingOfItsOwn() {
    reads = Set.of();
  }

  void mishap(Mishap next) {
    mishap = next;
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    for (ProjectedEvent event : events) {
      mishap.before(event);
    }
    List<ProjectedEvent> own =
        events.stream().filter(event -> event.event() instanceof LearnerEvent).toList();
    for (ProjectedEvent event : own) {
      UnnestJdbc.of(List.of(event))
          .text(ProjectedEvent::district)
          .text(one -> learner(one))
          .bigint(ProjectedEvent::position)
          .update(
              connection,
              """
              insert into seen as s (district, learner, position, times, previous)
              select e.district, e.learner, e.position, 1, coalesce((
                select max(o.position) from seen o
                where o.district = e.district and o.learner = e.learner), -1)
              from unnest(?::text[], ?::text[], ?::bigint[]) as e (district, learner, position)
              on conflict (district, position) do update set times = s.times + 1
              """);
    }
  }

  static @Nullable String learner(ProjectedEvent event) {
    return event.event() instanceof LearnerEvent of ? of.learner().value() : null;
  }

  /** How many events were seen, each once and in its learner's order; −1 if one was not. */
  static long seen(String district) throws SQLException {
    long[] seen = {0};
    query(
        """
        select count(*), count(*) filter (where times <> 1 or previous >= position)
        from tally.seen where district = '%s'
        """
            .formatted(district),
        row -> seen[0] = row.getLong(2) == 0 ? row.getLong(1) : -1);
    return seen[0];
  }

  static void forget() throws SQLException {
    execute("drop schema if exists tally cascade");
  }

  /** What the view counted, and whether the feeds of the live tables were held meanwhile. */
  static List<String> counted() throws SQLException {
    List<String> counted = new ArrayList<>();
    query(
        """
        select events || ' while held: ' || held from tally.counted
        """,
        row -> counted.add(row.getString(1)));
    return counted;
  }

  /** The definitions of the indexes of all its tables. */
  static List<String> indexes() throws SQLException {
    List<String> definitions = new ArrayList<>();
    query(
        """
        select indexdef from pg_indexes where schemaname = 'tally' order by 1
        """,
        row -> definitions.add(row.getString(1)));
    return definitions;
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection = TestStack.tables().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The schemas whose names begin so. */
  static List<String> schemas(String beginning) throws SQLException {
    List<String> names = new ArrayList<>();
    query(
        """
        select nspname from pg_namespace where starts_with(nspname, '%s') order by 1
        """
            .formatted(beginning),
        row -> names.add(row.getString(1)));
    return names;
  }

  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private static void query(String sql, Reader reader) throws SQLException {
    try (Connection connection = TestStack.tables().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }
}

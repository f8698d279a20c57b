package progression.projections.districtdashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import progression.projections.dashboard.DashboardJdbc;
import progression.projections.districtdashboard.DistrictDashboardRows.Advance;
import progression.projections.districtdashboard.DistrictDashboardRows.Described;
import progression.projections.rows.CommonJdbc;
import progression.projections.rows.CompetencyJdbc;
import progression.projections.runtime.UpsertJdbc;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of this projection. */
@Component
class DistrictDashboardJdbc {

  /** The figures of the district as a whole stand under the name that no framework has. */
  static final String ALL = "";

  private final DataSource dataSource;

  DistrictDashboardJdbc(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Merges changes into the tables, by the rules of {@link DistrictDashboardFold}. */
  static void upsert(Connection connection, DistrictDashboardRows changes) throws SQLException {
    CommonJdbc.upsert(connection, changes.common());
    DashboardJdbc.upsertThresholds(connection, changes.shared().thresholds());
    CompetencyJdbc.upsert(connection, changes.competencies());
    UpsertJdbc.into("description", changes.descriptions())
        .text("district", Described::district)
        .text("learner", Described::learner)
        .key()
        .json("attributes", Described::attributes)
        .execute(connection);
    UpsertJdbc.into("advance", changes.advances())
        .text("district", Advance::district)
        .text("learner", Advance::learner)
        .bigint("position", Advance::position)
        .key()
        .time("at", Advance::at)
        .execute(connection);
  }

  /**
   * Counts anew where any district has moved on since the last time, or another number of events
   * waits to be mended; readers go on with the last figures meanwhile. Whatever process does it,
   * only one does at a time.
   */
  void count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      if (!isTrue(
          statement,
          """
          select exists (
            select from districtdashboard.checkpoint c
            group by c.district
            having not exists (
              select from districtdashboard.figures f
              where f.district = c.district and f.framework = '' and f.position = min(c.position)
                and f.waiting = (
                  select count(*) from districtdashboard.parked_event p
                  where p.district = c.district and p.dropped_reason is null)))
          and pg_try_advisory_lock(hashtextextended('progression figures', 0))
          """)) {
        return;
      }
      try {
        statement.execute(
            """
            refresh materialized view concurrently districtdashboard.figures
            """);
      } finally {
        statement.execute(
            """
            select pg_advisory_unlock(hashtextextended('progression figures', 0))
            """);
      }
    }
  }

  private static boolean isTrue(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /**
   * Figures as they were counted last.
   *
   * @param behind learners of whom an event could not be applied
   */
  record Counted(
      String framework, long position, int behind, OffsetDateTime countedAt, Figures figures) {}

  /** Those of one framework, or of {@link #ALL}. */
  Optional<Counted> read(String district, String framework) {
    return read(
            """
            select framework, position, behind, counted_at, figures from districtdashboard.figures
            where district = ? and framework = ?
            """,
            district,
            framework,
            null)
        .stream()
        .findFirst();
  }

  /**
   * Those of the frameworks behind one, by their names, and before them those of all.
   *
   * @param size of a page; one more framework than that is read where there is one
   */
  List<Counted> read(String district, String after, int size) {
    return read(
        """
        select framework, position, behind, counted_at, figures from districtdashboard.figures
        where district = ? and (framework > ? or framework = '')
        order by framework
        limit ?
        """,
        district,
        after,
        1 + size + 1);
  }

  private List<Counted> read(
      String sql, String district, String framework, @Nullable Integer size) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, district);
      statement.setString(2, framework);
      if (size != null) {
        statement.setInt(3, size);
      }
      List<Counted> counted = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          counted.add(
              new Counted(
                  row.getString(1),
                  row.getLong(2),
                  row.getInt(3),
                  row.getObject(4, OffsetDateTime.class),
                  JsonMapper.shared().readValue(row.getString(5), Figures.class)));
        }
      }
      return counted;
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("A district's figures cannot be read.", e);
    }
  }
}

package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schemas of projections, each with a migration history of its own. */
final class Schemas {

  private Schemas() {}

  /** Where a projection is built anew, beside the live schema of its own name. */
  static String rebuilt(Projection projection) {
    return projection.name() + "_rebuilt";
  }

  /** Where the tables that were live go, to be dropped. */
  static String replaced(Projection projection) {
    return projection.name() + "_replaced";
  }

  /** Makes the roles of those who may read a district's reports. */
  static void createReaders(DataSource dataSource, Collection<String> districts) {
    try (Connection connection = dataSource.getConnection()) {
      ReportingJdbc.createRoles(connection, districts);
    } catch (SQLException e) {
      throw new IllegalStateException("The roles of readers cannot be made.", e);
    }
  }

  /** Creates a schema for the projection, or brings it up to date. */
  static void migrate(DataSource dataSource, Projection projection, String schema) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(schema)
        .locations(
            "classpath:db/projections/runtime", "classpath:db/projections/" + projection.name())
        .load()
        .migrate();
    try (Connection connection = dataSource.getConnection()) {
      ReportingJdbc.open(connection, schema);
    } catch (SQLException e) {
      throw new IllegalStateException("Readers cannot be let into " + schema + ".", e);
    }
  }
}

package progression.projections.planted;

import java.sql.Connection;
import java.sql.SQLException;

/** SQL in a class that does not say so. */
public final class WritesSql {
  public void delete(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("delete from event")) {
      statement.execute();
    }
  }
}

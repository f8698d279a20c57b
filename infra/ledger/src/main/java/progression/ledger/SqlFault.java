package progression.ledger;

import java.sql.SQLException;
import java.util.Set;

/** What a failed statement tells of what was executed, by its SQL state. */
final class SqlFault {

  /** Classes: data exception, integrity violation, limit exceeded. */
  private static final Set<String> DATA = Set.of("22", "23", "54");

  /**
   * States after which nobody knows what was executed: the connection failed, the server ends, the
   * machine failed, the driver or the server has a mistake; or somebody canceled a statement or
   * memory was short, which may have met the one behind the commit.
   */
  private static final Set<String> UNCERTAIN =
      Set.of("08", "57P", "57014", "53200", "58", "XX", "99");

  private SqlFault() {}

  /**
   * Whether PostgreSQL refused a statement, which is then before the commit, so that nothing was
   * executed.
   */
  static boolean isRefusal(SQLException e) {
    return e.getSQLState() != null && UNCERTAIN.stream().noneMatch(e.getSQLState()::startsWith);
  }

  /** Whether the events themselves are at fault, and not the ledger's condition. */
  static boolean isOfTheData(SQLException e) {
    return e.getSQLState() != null && DATA.stream().anyMatch(e.getSQLState()::startsWith);
  }
}

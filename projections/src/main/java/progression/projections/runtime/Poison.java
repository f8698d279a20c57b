package progression.projections.runtime;

import java.sql.SQLException;
import java.util.Set;

/** Whether a failure lies in the event, so that trying again would fail again. */
final class Poison {

  /**
   * SQLSTATE classes that speak of the data: cardinality, data exception, integrity constraint,
   * program limit, raised exception. All others may pass, or concern every event alike.
   */
  private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "54", "P0");

  private Poison() {}

  static boolean is(Exception failure) {
    return switch (failure) {
      case SQLException sql -> isOfTheData(sql.getSQLState());
      case RuntimeException ignored -> true;
      default -> false;
    };
  }

  private static boolean isOfTheData(@org.jspecify.annotations.Nullable String state) {
    return state != null && state.length() == 5 && OF_THE_DATA.contains(state.substring(0, 2));
  }
}

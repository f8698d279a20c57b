package progression.projections;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.mastery.Verdict.Status;

/** Learners that reports tell of, and what a database tells of them. */
final class Reported {

  /** Learners whose ids a spreadsheet, a CSV reader or a URL could take for something else. */
  static final List<String> LEARNERS = List.of("=1+1", "S,\"1\"", "S-1", "S/2 é", "S;3");

  private Reported() {}

  /** All show something, and nobody masters it. */
  static long begin(TestLedger ledger) {
    long position = ledger.append(Story.framework(1), Story.pathway());
    for (String learner : LEARNERS) {
      ledger.append(Story.enrolled(learner));
      position = ledger.append(Story.evidence(learner, Story.RATIOS, 1, Status.NOT_YET, "0.5"));
    }
    return position;
  }

  /** One masters it and has a goal. */
  static long goOn(TestLedger ledger) {
    ledger.append(OwnRecord.goal("S-1"));
    ledger.append(Story.mastersRatios("S-1"));
    return ledger.append(
        Story.reached("S-1", Story.RATIOS, 3, "3.5"),
        Story.reached("S-1", Story.RATIOS, 3, "10"),
        Story.reached("S-1", Story.RATIOS, 3, "4"),
        Story.lowered("S-1", Story.RATIOS, 3, "4"));
  }

  /** The first column of what SQL answers. */
  static List<@Nullable String> column(Connection connection, String sql) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet row = statement.getResultSet()) {
          while (row.next()) {
            values.add(row.getString(1));
          }
        }
      }
    }
    return values;
  }
}

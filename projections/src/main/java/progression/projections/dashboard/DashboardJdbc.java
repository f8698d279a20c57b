package progression.projections.dashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import progression.projections.dashboard.DashboardRows.DistrictThresholds;
import progression.projections.dashboard.DashboardRows.Member;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of the tables {@code member} and {@code thresholds}, for every dashboard. */
public final class DashboardJdbc {

  private DashboardJdbc() {}

  public static void upsertMembers(Connection connection, List<Member> rows) throws SQLException {
    UpsertJdbc.into("member", rows)
        .text("district", Member::district)
        .text("group_id", Member::group)
        .text("learner", Member::learner)
        .key()
        .flag("is_current", Member::current)
        .execute(connection);
  }

  public static void upsertThresholds(Connection connection, List<DistrictThresholds> rows)
      throws SQLException {
    UpsertJdbc.into("thresholds", rows)
        .text("district", DistrictThresholds::district)
        .key()
        .json("numbers", DistrictThresholds::thresholds)
        .bigint("position", DistrictThresholds::position)
        .onlyByHigher("position")
        .execute(connection);
  }
}

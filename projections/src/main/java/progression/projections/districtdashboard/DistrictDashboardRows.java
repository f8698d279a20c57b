package progression.projections.districtdashboard;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import progression.projections.dashboard.DashboardRows;
import progression.projections.rows.CommonRows;
import progression.projections.rows.CompetencyChange;

/** The row changes of this projection, one record per table. */
record DistrictDashboardRows(
    CommonRows common,
    DashboardRows shared,
    List<CompetencyChange> competencies,
    List<Described> descriptions,
    List<Advance> advances) {

  DistrictDashboardRows {
    competencies = List.copyOf(competencies);
    descriptions = List.copyOf(descriptions);
    advances = List.copyOf(advances);
  }

  /** By what a learner is told apart, her grade among it. */
  record Described(String district, String learner, Map<String, String> attributes) {
    Described {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
  }

  /** A stage that a learner left behind. */
  record Advance(String district, String learner, long position, Instant at) {}
}

package progression.projections.groupdashboard;

import java.time.Instant;
import java.util.List;
import progression.projections.dashboard.DashboardRows;
import progression.projections.rows.CommonRows;
import progression.projections.rows.CompetencyChange;

/** The row changes of this projection, one list per table or per kind of change to one. */
record GroupDashboardRows(
    CommonRows common,
    DashboardRows shared,
    List<CompetencyChange> competencies,
    List<Piece> pieces,
    List<Counting> countings,
    List<Feedback> feedback,
    List<Spoken> spoken) {

  GroupDashboardRows {
    competencies = List.copyOf(competencies);
    pieces = List.copyOf(pieces);
    countings = List.copyOf(countings);
    feedback = List.copyOf(feedback);
    spoken = List.copyOf(spoken);
  }

  /** A piece of evidence that entered the record. */
  record Piece(
      String district,
      String learner,
      String evidence,
      String competency,
      String framework,
      long position,
      Instant recordedAt) {}

  /** Whether a piece counts from here on. */
  record Counting(String district, String learner, String evidence, boolean counts) {}

  /** The first feedback on a piece. */
  record Feedback(String district, String learner, String evidence, Instant at) {}

  /** The last feedback on a competency as a whole. */
  record Spoken(String district, String learner, String competency, long position) {}
}

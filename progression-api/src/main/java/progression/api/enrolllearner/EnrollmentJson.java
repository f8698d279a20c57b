package progression.api.enrolllearner;

import java.util.ArrayList;
import java.util.List;
import progression.api.intake.Fields;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/** A learner to be enrolled, as a caller writes it. */
record EnrollmentJson(LearnerId learner, List<PathwayId> pathways) {

  /**
   * Reads an enrolment.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  static EnrollmentJson read(Fields enrollment) {
    LearnerId learner = enrollment.value("learner", LearnerId::new);
    List<PathwayId> pathways = new ArrayList<>();
    for (String pathway : enrollment.texts("pathways")) {
      pathways.add(enrollment.checked("pathways/" + pathways.size(), () -> new PathwayId(pathway)));
    }
    enrollment.nothingElse();
    return new EnrollmentJson(learner, pathways);
  }
}

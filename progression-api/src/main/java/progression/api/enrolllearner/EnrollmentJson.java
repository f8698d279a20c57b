package progression.api.enrolllearner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.roster.Description;

/** A learner to be enrolled, as a caller writes it. */
record EnrollmentJson(
    LearnerId learner, List<PathwayId> pathways, @Nullable Description description) {

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
    Description description = description(enrollment);
    enrollment.nothingElse();
    return new EnrollmentJson(learner, pathways, description);
  }

  /** None where neither a grade nor a subgroup is told; then what was told before stands. */
  private static @Nullable Description description(Fields enrollment) {
    String grade = enrollment.optionalText("grade");
    Fields told = enrollment.optionalObject("subgroups");
    if (grade == null && told == null) {
      return null;
    }
    Map<String, String> subgroups = new HashMap<>();
    if (told != null) {
      told.names().forEach(kind -> subgroups.put(kind, told.text(kind)));
    }
    return enrollment.checked("subgroups", () -> new Description(grade, subgroups));
  }
}

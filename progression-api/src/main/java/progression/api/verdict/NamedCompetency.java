package progression.api.verdict;

import org.jspecify.annotations.Nullable;
import progression.api.intake.Parameters;
import progression.api.problem.BadInput;
import progression.api.problem.Problem;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution;
import progression.curriculum.Resolution.Found;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;

/**
 * A learner and a competency, as a path names them.
 *
 * @param competency a CASE identifier or a human coding scheme
 * @param framework where to look; none means everywhere
 */
public record NamedCompetency(
    LearnerId learner, String competency, @Nullable FrameworkId framework) {

  /**
   * What the parts of a path stand for.
   *
   * @throws BadInput where an id can not be one
   */
  public static NamedCompetency of(String id, String competency, @Nullable String framework) {
    return new NamedCompetency(
        Parameters.value("id", id, LearnerId::new),
        competency,
        framework == null ? null : Parameters.value("framework", framework, FrameworkId::new));
  }

  /**
   * The competency that is meant, of whatever version of a framework.
   *
   * @throws BadInput where the name stands for none, or for several
   */
  public Found in(Curriculum curriculum) {
    return switch (curriculum.recall(competency, framework)) {
      case Found found -> found;
      case Resolution.Unknown unknown ->
          throw new BadInput(Problem.of(unknown.rejection()).missing());
      case Resolution.Ambiguous ambiguous -> throw new BadInput(Problem.of(ambiguous.rejection()));
    };
  }
}

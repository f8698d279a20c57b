package progression.consequence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Framework.NamedPolicy;
import progression.event.CompetencyMastered.Basis;
import progression.kernel.CompetencyId;
import progression.mastery.Advice;
import progression.mastery.Assessment;
import progression.mastery.Evidence;
import progression.mastery.SkillTally;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/**
 * Why the verdict on a competency is what it is, for somebody who asks.
 *
 * @param told what the record last said; {@code NOT_STARTED} where it never said anything
 * @param claim what a mastery that the record claims rests on; none where it claims none
 * @param verdict what the rules say at the moment of the question
 * @param policy the version that decides, which is the one a mastery was claimed under while it
 *     holds by that; none where none applies
 * @param assessment what the policy makes of the evidence; none without one
 * @param evidence all that the policy reads, in no order
 * @param prerequisites what directly precedes it, in order, and whether the record claims it
 * @param advice the policy's advisory estimates
 * @param skills how far she has come where the evidence on skills decides; none elsewhere
 */
public record Account(
    Status told,
    @Nullable Basis claim,
    Verdict verdict,
    @Nullable NamedPolicy policy,
    @Nullable Assessment assessment,
    List<Evidence> evidence,
    List<Prerequisite> prerequisites,
    List<Advice> advice,
    @Nullable SkillTally skills) {

  public Account {
    evidence = List.copyOf(evidence);
    prerequisites = List.copyOf(prerequisites);
    advice = List.copyOf(advice);
  }

  /** A competency that precedes another. */
  public record Prerequisite(CompetencyId competency, boolean met) {}
}

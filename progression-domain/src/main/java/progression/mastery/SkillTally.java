package progression.mastery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.mastery.Method.EvidenceRequirements;

/**
 * How far a learner has come with {@link EvidenceRequirements}, in the figures that a report shows.
 * Halves are rounded away from zero.
 *
 * @param complete how many of the ratings asked for are there
 * @param needed how many are asked for
 * @param progress {@code complete} of {@code needed} in whole per cent
 * @param average of the ratings that count, one decimal; none where none counts
 * @param growth the shown average less the baseline, one decimal; none without one of the two
 */
public record SkillTally(
    int complete,
    int needed,
    BigDecimal progress,
    @Nullable BigDecimal average,
    @Nullable BigDecimal growth) {

  /**
   * What the policy makes of the evidence.
   *
   * @param policy by evidence requirements
   * @param evidence of one learner on the policy's competency and its skills, in any order
   * @param overridden the skills whose mastery somebody has set
   * @param baseline where she started, if that was recorded; one decimal of it counts. None to take
   *     it from the evidence
   */
  public static SkillTally of(
      Policy policy,
      Collection<Evidence> evidence,
      Set<CompetencyId> overridden,
      @Nullable BigDecimal baseline,
      Instant asOf) {
    if (!(policy.method() instanceof EvidenceRequirements method)) {
      throw new IllegalArgumentException("the policy is not by evidence requirements");
    }
    SkillEstimator skills = new SkillEstimator(method, overridden, policy.threshold());
    for (Piece piece : Piece.ordered(policy, evidence, asOf)) {
      if (piece.score() != null) {
        skills.add(piece.evidence(), piece.score());
      }
    }
    Exact average = skills.estimate();
    Exact start =
        baseline == null ? skills.baseline() : Exact.of(baseline.setScale(1, RoundingMode.HALF_UP));
    BigDecimal shown = average == null ? null : average.rounded(1);
    return new SkillTally(
        skills.complete(),
        skills.needed(),
        Exact.of(BigDecimal.valueOf(100L * skills.complete()))
            .dividedBy(skills.needed())
            .rounded(0),
        shown,
        shown == null || start == null ? null : Exact.of(shown).minus(start).rounded(1));
  }
}

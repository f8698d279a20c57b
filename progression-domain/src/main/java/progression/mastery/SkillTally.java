package progression.mastery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.mastery.Method.EvidenceRequirements;

/**
 * How far a learner has come with {@link EvidenceRequirements}, in the figures that a report shows.
 * Halves are rounded away from zero.
 *
 * <p>Where she started is what a school recorded of it: the last score of prior learning on the
 * competency itself, one decimal of which counts. Where it recorded nothing it is the mean of each
 * skill's earliest rating, once every skill has one or half of the ratings asked for are there; a
 * rating that was recorded after somebody set the skill's mastery is none that she started from.
 *
 * <p>Source: the student competencies of slate-cbl, github.com/SlateFoundation/slate-cbl, whose
 * growth is the performance level less the baseline; there, too, an override that came before the
 * first rating of a skill takes its place.
 *
 * @param complete how many of the ratings asked for are there
 * @param needed how many ratings are asked for
 * @param progress {@code complete} of {@code needed} in whole per cent
 * @param average of the ratings that count, one decimal; none where none counts
 * @param baseline where she started, one decimal; none while that is not known
 * @param growth the shown average less the unrounded baseline, one decimal; none without one of the
 *     two
 */
public record SkillTally(
    int complete,
    int needed,
    BigDecimal progress,
    @Nullable BigDecimal average,
    @Nullable BigDecimal baseline,
    @Nullable BigDecimal growth) {

  /**
   * What the policy makes of the evidence.
   *
   * @param policy by evidence requirements
   * @param evidence of one learner on the policy's competency and its skills, in any order
   * @param overridden the skills whose mastery somebody has set
   * @param afterOverride the evidence on them that was recorded after that
   */
  public static SkillTally of(
      Policy policy,
      Collection<Evidence> evidence,
      Set<CompetencyId> overridden,
      Set<EvidenceId> afterOverride,
      Instant asOf) {
    if (!(policy.method() instanceof EvidenceRequirements method)) {
      throw new IllegalArgumentException("the policy is not by evidence requirements");
    }
    SkillEstimator skills = new SkillEstimator(policy, method, overridden, afterOverride);
    for (Piece piece : Piece.ordered(policy, evidence, asOf)) {
      if (piece.score() != null) {
        skills.add(piece.evidence(), piece.score());
      }
    }
    Exact average = skills.estimate();
    Exact baseline = skills.baseline();
    BigDecimal shown = average == null ? null : average.rounded(1);
    return new SkillTally(
        skills.complete(),
        skills.needed(),
        Exact.of(BigDecimal.valueOf(100L * skills.complete()))
            .dividedBy(skills.needed())
            .rounded(0),
        shown,
        baseline == null ? null : baseline.rounded(1),
        shown == null || baseline == null ? null : Exact.of(shown).minus(baseline).rounded(1));
  }
}

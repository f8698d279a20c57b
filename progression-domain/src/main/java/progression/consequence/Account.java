package progression.consequence;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.CompetencyMastered.Basis;
import progression.event.Ruling;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.PolicyId;
import progression.mastery.Advice;
import progression.mastery.Assessment;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Mastery;
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
 * @param ruling the ruling in force on the competency, an override or a withdrawal; none without
 *     one
 * @param withdrawnBy what took the mastery away that the record claimed last; none while it claims
 *     one
 * @param takenOut who took which evidence out of the count, and why: whoever retracted it, or
 *     withdrew the mastery that it had shown, be it of what this competency takes the place of
 * @param levels that the record claims of the mastery, lowest first
 * @param unreached levels that are asked of her and not claimed, lowest first; none where a person
 *     vouches, which stands for every level
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
    @Nullable Ruling ruling,
    @Nullable Cause withdrawnBy,
    Map<EvidenceId, Ruling> takenOut,
    List<BigDecimal> levels,
    List<BigDecimal> unreached,
    @Nullable SkillTally skills) {

  public Account {
    evidence = List.copyOf(evidence);
    prerequisites = List.copyOf(prerequisites);
    advice = List.copyOf(advice);
    takenOut = Map.copyOf(takenOut);
    levels = List.copyOf(levels);
    unreached = List.copyOf(unreached);
  }

  /** A competency that precedes another. */
  public record Prerequisite(CompetencyId competency, boolean met) {}

  /** The account of the verdict on a competency in a record; decides nothing. */
  public static Account of(LearnerRecord record, Found found, Instant at) {
    Rules rules = record.rules();
    Standing standing = record.standing();
    CompetencyId competency = found.competency();
    Framework framework = rules.framework(found);
    Finding finding = rules.find(found, at);
    Grounds grounds = finding.grounds();
    PolicyId decided = grounds == null ? null : grounds.policy();
    NamedPolicy policy =
        grounds == null || decided == null
            ? null
            : framework.policy(decided, grounds.policyVersion());
    Set<CompetencyId> read = Rules.read(competency, policy);
    List<Evidence> evidence = rules.evidence(read, policy);
    List<Evidence> asRead = rules.asRead(read, evidence);
    Set<CompetencyId> overridden = rules.overridden(read);
    Set<BigDecimal> levels = standing.claimed(competency).keySet();
    return new Account(
        record.told(found),
        standing.basis(competency),
        finding.verdict(),
        policy,
        policy == null
            ? null
            : Mastery.assess(policy.definition(), asRead, overridden, rules.leftOut(read), at),
        evidence,
        framework.prerequisitesOf(competency).stream()
            .map(before -> new Prerequisite(before, standing.hasMastered(before)))
            .toList(),
        policy == null ? List.of() : Advice.of(policy.definition(), asRead, at),
        record.shownOf(competency).ruling(),
        standing.wasWithdrawn(competency) ? record.shownOf(competency).withdrawnBy() : null,
        rules.takenOut(read),
        List.copyOf(levels),
        standing.isVouchedFor(competency)
            ? List.of()
            : standing.asked(framework, competency).stream()
                .filter(level -> !levels.contains(level))
                .toList(),
        policy == null || policy.definition().method().reads().findAny().isEmpty()
            ? null
            : SkillTally.of(
                policy.definition(), asRead, overridden, rules.afterOverride(read), at));
  }
}

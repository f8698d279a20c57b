package progression.consequence;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.event.CompetencyMastered.Basis;
import progression.kernel.CompetencyId;
import progression.mastery.Assessment;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Mastery;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/** From all that is known of a competency to the verdict on it. */
final class Rules {

  private Rules() {}

  /**
   * @param policy the one to decide by; none where none applies
   * @param evidence on the competencies that the policy reads
   * @param overriddenSkills of those the ones whose mastery somebody has set
   */
  static Finding find(
      CompetencyId competency,
      Framework framework,
      Curriculum curriculum,
      @Nullable NamedPolicy policy,
      Standing standing,
      Shown shown,
      List<Evidence> evidence,
      List<Grounds.LeftOut> leftOut,
      Set<CompetencyId> overriddenSkills,
      Instant at) {
    if (policy == null) {
      Status status =
          standing.hasMastered(competency)
              ? Status.MASTERED
              : unsatisfied(evidence, shown, standing, competency, List.of());
      return new Finding(new Verdict(status, null, null, 0, null, "no-policy"), null, null);
    }
    Assessment assessment = Mastery.assess(policy.definition(), evidence, overriddenSkills, at);
    List<CompetencyId> unmet =
        policy.definition().prerequisites() == Prerequisites.STRICT
            ? unmet(competency, framework, curriculum, standing)
            : List.of();
    boolean satisfied = assessment.satisfied() && unmet.isEmpty();
    boolean overridden = shown.isOverridden();
    Status status =
        overridden
            ? Status.OVERRIDDEN
            : satisfied
                ? Status.MASTERED
                : unsatisfied(evidence, shown, standing, competency, unmet);
    Instant since = satisfied && !overridden ? assessment.since() : null;
    String reason =
        (overridden ? "A person vouches for the mastery. " : "")
            + locked(unmet, framework)
            + assessment.reason();
    return new Finding(
        new Verdict(status, assessment.estimate(), policy.id(), policy.version(), since, reason),
        basis(overridden, satisfied, standing.wasWithdrawn(competency)),
        new Grounds(
            policy.id(),
            policy.version(),
            assessment.estimate(),
            policy.definition().threshold(),
            since,
            assessment.used(),
            Stream.concat(assessment.leftOut().stream(), leftOut.stream()).toList(),
            reason));
  }

  private static @Nullable Basis basis(
      boolean overridden, boolean satisfied, boolean wasWithdrawn) {
    if (overridden) {
      return Basis.OVERRIDDEN;
    }
    if (!satisfied) {
      return null;
    }
    return wasWithdrawn ? Basis.RE_DEMONSTRATED : Basis.DEMONSTRATED;
  }

  /** The prerequisites that the record does not claim, of those that anybody could master. */
  private static List<CompetencyId> unmet(
      CompetencyId competency, Framework framework, Curriculum curriculum, Standing standing) {
    return framework.prerequisitesOf(competency).stream()
        .filter(before -> !standing.hasMastered(before) && curriculum.has(before))
        .sorted((one, other) -> one.value().compareTo(other.value()))
        .toList();
  }

  private static String locked(List<CompetencyId> unmet, Framework framework) {
    return unmet.isEmpty()
        ? ""
        : unmet.stream()
            .map(framework::called)
            .collect(joining(", ", "Locked until mastered: ", ". "));
  }

  private static Status unsatisfied(
      List<Evidence> evidence,
      Shown shown,
      Standing standing,
      CompetencyId competency,
      List<CompetencyId> unmet) {
    if (standing.hasMastered(competency) || standing.wasWithdrawn(competency)) {
      return Status.WITHDRAWN;
    }
    if (!unmet.isEmpty()) {
      return Status.LOCKED;
    }
    if (shown.isInRevision()) {
      return Status.NEEDS_REVISION;
    }
    if (evidence.isEmpty()) {
      return Status.NOT_STARTED;
    }
    return evidence.stream().allMatch(one -> one.score() == null)
        ? Status.AWAITING_EVALUATION
        : Status.NOT_YET;
  }
}

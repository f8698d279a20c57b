package progression.recordevidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.consequence.Standing;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.event.CompetencyMastered;
import progression.event.LearnerEvent;
import progression.event.MasteryWithdrawn;
import progression.kernel.CompetencyId;
import progression.mastery.Assessment;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Mastery;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/**
 * What one more piece of evidence makes of a competency: the verdict, and whether the record's
 * claim changes with it.
 *
 * @param grounds why; none where no policy applies
 */
record Ruling(Verdict verdict, boolean gained, boolean lost, @Nullable Grounds grounds) {

  static Ruling of(
      Evidence evidence, RecordEvidenceState state, @Nullable NamedPolicy policy, Instant at) {
    CompetencyId competency = evidence.competency();
    Standing standing = state.standing();
    boolean claimed = standing.hasMastered(competency);
    List<Evidence> all = new ArrayList<>(state.evidence(competency));
    all.add(evidence);
    if (policy == null) {
      Status status = claimed ? Status.MASTERED : unsatisfied(all, standing, competency, false);
      return new Ruling(new Verdict(status, null, null, 0, null, "no-policy"), false, false, null);
    }
    Assessment assessment = Mastery.assess(policy.definition(), all, at);
    Status status =
        assessment.satisfied() ? Status.MASTERED : unsatisfied(all, standing, competency, claimed);
    Verdict verdict =
        new Verdict(
            status,
            assessment.estimate(),
            policy.id(),
            policy.version(),
            assessment.since(),
            assessment.reason());
    return new Ruling(
        verdict,
        assessment.satisfied() && !claimed,
        !assessment.satisfied() && claimed,
        assessment.grounds(policy.id(), policy.version(), policy.definition().threshold()));
  }

  /** The change of the record's claim, or none. */
  @Nullable LearnerEvent change(Evidence cause, Framework framework) {
    if (grounds == null) {
      return null;
    }
    if (gained) {
      return new CompetencyMastered(
          cause.learner(),
          cause.competency(),
          framework.id(),
          framework.version(),
          cause.id(),
          grounds);
    }
    if (lost) {
      return new MasteryWithdrawn(
          cause.learner(),
          cause.competency(),
          framework.id(),
          framework.version(),
          cause.id(),
          grounds);
    }
    return null;
  }

  private static Status unsatisfied(
      List<Evidence> all, Standing standing, CompetencyId competency, boolean claimed) {
    if (claimed || standing.isWithdrawn(competency)) {
      return Status.WITHDRAWN;
    }
    return all.stream().allMatch(one -> one.score() == null)
        ? Status.AWAITING_EVALUATION
        : Status.NOT_YET;
  }
}

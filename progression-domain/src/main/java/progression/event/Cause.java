package progression.event;

import java.time.Instant;
import progression.event.FrameworkPublished.Association;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;

/** What led to a consequence: exactly one thing, which stands in the record beside it. */
public sealed interface Cause {

  /** A piece of evidence entered the record. */
  record ByEvidence(EvidenceId evidence) implements Cause {}

  /** A person ruled on a piece of evidence. */
  record ByCorrection(EvidenceId evidence, RulingId ruling) implements Cause {}

  /** A person ruled on the verdict on a competency. */
  record ByRuling(CompetencyId competency, RulingId ruling) implements Cause {}

  /** Time passed: the verdict was looked at again at this moment. */
  record ByTime(Instant asOf) implements Cause {}

  /** A learner who was on an earlier version of a pathway was taken over to this one. */
  record ByPathway(PathwayId pathway, int version) implements Cause {}

  /** A learner's history was evaluated again by this version of a policy. */
  record ByPolicy(PolicyId policy, int version) implements Cause {}

  /**
   * A version of a framework took the place of the learner's: what she showed of one competency
   * counts for another by this association.
   */
  record ByMigration(
      FrameworkId framework, int version, CompetencyId from, Association.Type association)
      implements Cause {}

  /** A goal was set, revised or taken up again. */
  record ByGoal(EntryId goal) implements Cause {}

  /** The learner set out on a pathway. */
  record ByEnrollment(PathwayId pathway) implements Cause {}
}

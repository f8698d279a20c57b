package progression.api.reevaluatepolicy;

import java.util.List;
import progression.api.revision.RevisionLines.Change;
import progression.api.revision.RevisionLines.Counts;

/** What a policy would change, or has changed. */
record PolicyResult(
    String policy,
    int version,
    long position,
    long learners,
    long changed,
    List<Change> changes,
    long events) {

  static PolicyResult of(String policy, int version, Counts counts) {
    return new PolicyResult(
        policy,
        version,
        counts.position(),
        counts.learners(),
        counts.changed(),
        counts.changes(),
        counts.events());
  }
}

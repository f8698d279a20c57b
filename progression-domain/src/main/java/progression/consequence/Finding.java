package progression.consequence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.event.CompetencyMastered.Basis;
import progression.kernel.EvidenceId;
import progression.mastery.Grounds;
import progression.mastery.Verdict;

/**
 * What the rules make of all that is known of a competency.
 *
 * @param basis what a claim of mastery rests on; none where nothing supports one
 * @param grounds why; none where neither a policy nor a person says anything, and then the record's
 *     claim stays as it is
 */
public record Finding(Verdict verdict, @Nullable Basis basis, @Nullable Grounds grounds) {

  /** Stands in an event whose verdict is still to be found. */
  static final Finding UNDECIDED =
      new Finding(
          new Verdict(Verdict.Status.NOT_STARTED, null, null, null, 0, null, "undecided"),
          null,
          null);

  /** Why, to be told in any case. */
  Grounds told() {
    return grounds == null ? Grounds.withoutPolicy(List.of(), verdict.reason()) : grounds;
  }

  /** Why a piece of evidence is not behind the verdict; none where it is, or no policy applies. */
  public Grounds.@Nullable Why leftOut(EvidenceId evidence) {
    return grounds == null
        ? null
        : grounds.leftOut().stream()
            .filter(left -> left.evidence().equals(evidence))
            .map(Grounds.LeftOut::why)
            .findFirst()
            .orElse(null);
  }
}

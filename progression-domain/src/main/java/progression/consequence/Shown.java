package progression.consequence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.event.CompetencyEvent;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.EvidenceRecorded;
import progression.event.MasteryWithdrawn;
import progression.event.VerdictChanged;
import progression.kernel.EvidenceId;
import progression.mastery.Evidence;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/** What a learner showed of one competency, as it stands. Changed in place. */
final class Shown {

  /** Stands in an event whose verdict is still to be found. */
  static final Verdict UNDECIDED =
      new Verdict(Verdict.Status.NOT_STARTED, null, null, 0, null, "undecided");

  private final Map<EvidenceId, Evidence> pieces = new LinkedHashMap<>();
  private @Nullable Status told;

  void evolve(CompetencyEvent event) {
    switch (event) {
      case EvidenceRecorded e -> {
        pieces.put(e.evidence().id(), e.evidence());
        told = e.verdict().status();
      }
      case CompetencyMastered e ->
          told = e.basis() == Basis.OVERRIDDEN ? Status.OVERRIDDEN : Status.MASTERED;
      case MasteryWithdrawn _ -> told = Status.WITHDRAWN;
      case VerdictChanged e -> told = e.verdict().status();
    }
  }

  /** The evidence that counts. */
  List<Evidence> evidence() {
    return List.copyOf(pieces.values());
  }

  /** The same, behind what was shown of the competencies whose place this one takes. */
  Shown after(List<Shown> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    Shown all = new Shown();
    earlier.forEach(before -> all.pieces.putAll(before.pieces));
    all.pieces.putAll(pieces);
    all.told = told;
    return all;
  }

  /** What the record last said of the competency; none where it never did. */
  @Nullable Status told() {
    return told;
  }
}

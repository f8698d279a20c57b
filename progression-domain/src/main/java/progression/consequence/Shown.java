package progression.consequence;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.event.Cause;
import progression.event.CompetencyEvent;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.EvidenceCorrected;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceSetAside;
import progression.event.MasteryWithdrawn;
import progression.event.OverrideCleared;
import progression.event.Ruling;
import progression.event.VerdictChanged;
import progression.event.VerdictOverridden;
import progression.kernel.EvidenceId;
import progression.kernel.PolicyId;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Policy;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/** What a learner showed of one competency, as it stands. Changed in place. */
final class Shown {

  private final Map<EvidenceId, Piece> pieces = new LinkedHashMap<>();
  private final Map<EvidenceId, Ruling> setAside = new HashMap<>();
  private final Map<EvidenceId, Long> recorded = new HashMap<>();
  private boolean overridden;
  private @Nullable Long vouchedForSince;
  private @Nullable Status told;
  private @Nullable BigDecimal estimate;
  private @Nullable Under claimedUnder;
  private @Nullable Ruling ruling;
  private @Nullable Cause withdrawnBy;

  /**
   * With one more event.
   *
   * @param number of events that the record had before it
   */
  void evolve(CompetencyEvent event, long number) {
    switch (event) {
      case EvidenceRecorded e -> {
        pieces.put(e.evidence().id(), Piece.of(e.evidence()));
        recorded.put(e.evidence().id(), number);
        told(e.verdict().status(), e.verdict().estimate());
      }
      case EvidenceCorrected e -> {
        pieces.computeIfPresent(e.evidence(), (id, piece) -> piece.after(e));
        told(e.verdict().status(), e.verdict().estimate());
      }
      case VerdictOverridden e -> {
        overridden = true;
        vouchedForSince = earliest(vouchedForSince, number);
        ruling = e.ruling();
        told(e.verdict().status(), e.verdict().estimate());
      }
      case OverrideCleared e -> {
        overridden = false;
        vouchedForSince = null;
        setAside.clear();
        ruling = null;
        told(e.verdict().status(), e.verdict().estimate());
      }
      case EvidenceSetAside e -> {
        overridden = false;
        vouchedForSince = null;
        e.evidence().forEach(id -> setAside.put(id, e.ruling()));
        ruling = e.ruling();
        told(e.verdict().status(), e.verdict().estimate());
      }
      case CompetencyMastered e -> {
        boolean overridden = e.basis() == Basis.OVERRIDDEN;
        withdrawnBy = null;
        told(overridden ? Status.OVERRIDDEN : Status.MASTERED, e.grounds().estimate());
        PolicyId policy = e.grounds().policy();
        claimedUnder =
            overridden || policy == null ? null : new Under(policy, e.grounds().policyVersion());
      }
      case MasteryWithdrawn e -> {
        told(Status.WITHDRAWN, e.grounds().estimate());
        claimedUnder = null;
        withdrawnBy = e.cause();
      }
      case VerdictChanged e -> {
        told(e.verdict().status(), e.verdict().estimate());
        claimedUnder = claimedUnder == null ? null : claimedUnder.after(e);
      }
    }
  }

  /** A piece as it stands; none where the record does not have it. */
  @Nullable Piece piece(EvidenceId id) {
    return pieces.get(id);
  }

  /** What is not retracted. */
  List<Piece> standing() {
    return pieces.values().stream().filter(piece -> !piece.isRetracted()).toList();
  }

  /**
   * The evidence that counts towards a verdict.
   *
   * @param policy resolves what several scorers gave
   */
  List<Evidence> counting(@Nullable Policy policy) {
    return pieces.values().stream()
        .filter(piece -> !piece.isRetracted() && !setAside.containsKey(piece.recorded().id()))
        .map(piece -> piece.evidence(policy))
        .toList();
  }

  /** What people took out of the count, and why. */
  List<Grounds.LeftOut> leftOut() {
    List<Grounds.LeftOut> leftOut = new ArrayList<>();
    pieces.forEach((id, piece) -> {
      if (piece.isRetracted()) {
        leftOut.add(new Grounds.LeftOut(id, Grounds.Why.RETRACTED));
      } else if (setAside.containsKey(id)) {
        leftOut.add(new Grounds.LeftOut(id, Grounds.Why.SET_ASIDE));
      }
    });
    return leftOut;
  }

  /** Whether work that counts was sent back to the learner. */
  boolean isInRevision() {
    return pieces.values().stream().anyMatch(piece -> piece.inRevision() && !piece.isRetracted());
  }

  /** Whether a person vouches for the mastery. */
  boolean isOverridden() {
    return overridden;
  }

  /** The evidence that was recorded after a person vouched for the mastery, while that stands. */
  Set<EvidenceId> afterOverride() {
    Long since = vouchedForSince;
    return since == null
        ? Set.of()
        : recorded.entrySet().stream()
            .filter(evidence -> evidence.getValue() > since)
            .map(Map.Entry::getKey)
            .collect(toUnmodifiableSet());
  }

  private static @Nullable Long earliest(@Nullable Long one, @Nullable Long other) {
    return one == null || (other != null && other < one) ? other : one;
  }

  /** The last ruling on the competency; none where there is none, or it was cleared. */
  @Nullable Ruling ruling() {
    return ruling;
  }

  /** What took the mastery away that the record claimed last; none while it claims one. */
  @Nullable Cause withdrawnBy() {
    return withdrawnBy;
  }

  /** Who took which evidence out of the count, and why. */
  Map<EvidenceId, Ruling> takenOut() {
    Map<EvidenceId, Ruling> takenOut = new HashMap<>();
    pieces.forEach((id, piece) -> {
      Ruling ruling = piece.isRetracted() ? piece.retracted() : setAside.get(id);
      if (ruling != null) {
        takenOut.put(id, ruling);
      }
    });
    return takenOut;
  }

  /** Whether there is a ruling on the competency that could be cleared. */
  boolean isRuled() {
    return overridden || !setAside.isEmpty();
  }

  /** The record now says this of the competency. */
  void tell(Verdict verdict) {
    told(verdict.status(), verdict.estimate());
  }

  private void told(Status status, @Nullable BigDecimal of) {
    told = status;
    estimate = of;
  }

  /** The same, behind what was shown of the competencies whose place this one takes. */
  Shown after(List<Shown> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    Shown all = new Shown();
    for (Shown before : earlier) {
      all.pieces.putAll(before.pieces);
      all.setAside.putAll(before.setAside);
      all.recorded.putAll(before.recorded);
      all.vouchedForSince = earliest(all.vouchedForSince, before.vouchedForSince);
    }
    all.pieces.putAll(pieces);
    all.setAside.putAll(setAside);
    all.recorded.putAll(recorded);
    all.vouchedForSince = earliest(all.vouchedForSince, vouchedForSince);
    all.overridden = overridden;
    all.told = told;
    return all;
  }

  /** The same without what was set aside for another competency that is judged by it, too. */
  Shown without(Shown other) {
    if (other.setAside.isEmpty()) {
      return this;
    }
    Shown less = after(List.of(new Shown()));
    less.setAside.putAll(other.setAside);
    return less;
  }

  /** The version of a policy that the record's claim rests on; none without a claim on evidence. */
  @Nullable Under claimedUnder() {
    return claimedUnder;
  }

  /** Whether the record last said the same. */
  boolean isTold(Verdict verdict) {
    return told == verdict.status() && Objects.equals(estimate, verdict.estimate());
  }

  /** What the record last said of the competency; none where it never did. */
  @Nullable Status told() {
    return told;
  }
}

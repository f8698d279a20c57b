package progression.consequence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import progression.event.CompetencyMastered;
import progression.event.EvidenceSetAside;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.MasteryWithdrawn;
import progression.event.OverrideCleared;
import progression.event.ProgressionEvent;
import progression.event.VerdictOverridden;
import progression.kernel.CompetencyId;
import progression.pathway.Requirement.Mastered;

/** What a record claims, from its claims alone: nothing is claimed or withdrawn twice. */
final class Claims {

  private final Set<Mastered> claimed = new HashSet<>();
  private final Set<CompetencyId> overridden = new HashSet<>();

  static Claims of(List<ProgressionEvent> ledger) {
    Claims claims = new Claims();
    ledger.forEach(claims::take);
    return claims;
  }

  void take(ProgressionEvent event) {
    switch (event) {
      case VerdictOverridden e -> overridden.add(e.competency());
      case OverrideCleared e -> overridden.remove(e.competency());
      case EvidenceSetAside e -> overridden.remove(e.competency());
      case CompetencyMastered e -> claimed.add(new Mastered(e.competency()));
      case MasteryWithdrawn e -> check(claimed.remove(new Mastered(e.competency())), e);
      case LevelReached e -> check(claimed.add(new Mastered(e.competency(), e.level())), e);
      case LevelWithdrawn e -> check(claimed.remove(new Mastered(e.competency(), e.level())), e);
      default -> {}
    }
  }

  private static void check(boolean changed, ProgressionEvent event) {
    if (!changed) {
      throw new AssertionError("claims nothing new: " + event);
    }
  }

  boolean meet(Mastered asked) {
    return claimed.contains(asked) || overridden.contains(asked.competency());
  }

  boolean isVouchedFor(CompetencyId competency) {
    return overridden.contains(competency);
  }

  /** Such as {@code id-a} and {@code id-a at 0.75}. */
  Set<String> all() {
    Set<String> all = new TreeSet<>();
    claimed.forEach(one -> all.add(called(one)));
    return all;
  }

  static String called(Mastered one) {
    return one.competency() + (one.level() == null ? "" : " at " + one.level());
  }
}

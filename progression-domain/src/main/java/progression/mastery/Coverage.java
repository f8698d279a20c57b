package progression.mastery;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the evidence shows besides its scores, against what the policy requires. */
final class Coverage {

  private final Policy.Requirements required;
  private final Set<String> settings = new HashSet<>();
  private final Set<String> assessors = new HashSet<>();
  private final Set<Evidence.Kind> kinds = EnumSet.noneOf(Evidence.Kind.class);
  private int count;

  Coverage(Policy.Requirements required) {
    this.required = required;
  }

  void add(Evidence evidence) {
    count++;
    kinds.add(evidence.kind());
    if (evidence.setting() != null) {
      settings.add(evidence.setting());
    }
    if (evidence.assessor() != null) {
      assessors.add(evidence.assessor());
    }
  }

  boolean holds() {
    return count >= required.minEvidence()
        && settings.size() >= required.minSettings()
        && assessors.size() >= required.minAssessors()
        && kinds.containsAll(required.kinds());
  }

  /** What there is and should be more of; empty exactly where it holds. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (count < required.minEvidence()) {
      missing.add("%d of %d pieces of evidence".formatted(count, required.minEvidence()));
    }
    if (settings.size() < required.minSettings()) {
      missing.add(
          "evidence from %d of %d settings".formatted(settings.size(), required.minSettings()));
    }
    if (assessors.size() < required.minAssessors()) {
      missing.add(
          "evidence by %d of %d assessors".formatted(assessors.size(), required.minAssessors()));
    }
    for (Evidence.Kind kind : Evidence.Kind.values()) {
      if (required.kinds().contains(kind) && !kinds.contains(kind)) {
        missing.add("no " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    return missing;
  }
}

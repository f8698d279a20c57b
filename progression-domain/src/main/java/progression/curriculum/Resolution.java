package progression.curriculum;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;

/** What a competency's name stands for. */
public sealed interface Resolution {

  /** Whether the name stands for the competency, maybe among others. */
  boolean canMean(CompetencyId competency);

  /** Exactly this one. */
  record Found(FrameworkId framework, CompetencyId competency) implements Resolution {
    @Override
    public boolean canMean(CompetencyId other) {
      return competency.equals(other);
    }
  }

  /** Why it does not stand for exactly one. */
  sealed interface Unresolved extends Resolution {
    Rejection rejection();
  }

  /** No published framework has it. */
  record Unknown(String name, @Nullable FrameworkId framework) implements Unresolved {
    /** A CASE identifier goes on to mean what it meant. */
    @Override
    public boolean canMean(CompetencyId competency) {
      return name.equals(competency.value());
    }

    @Override
    public Rejection rejection() {
      String where = framework == null ? "no published framework" : "the framework " + framework;
      return new Rejection(
          Rejection.Type.UNKNOWN_COMPETENCY,
          framework == null
              ? "%s has the competency %s; publish one that has it".formatted(where, name)
              : "%s does not have the competency %s".formatted(where, name));
    }
  }

  /** Several have it. */
  record Ambiguous(String name, List<Found> candidates) implements Unresolved {

    private static final int MOST_NAMED = 10;

    public Ambiguous {
      candidates = List.copyOf(candidates);
    }

    @Override
    public boolean canMean(CompetencyId competency) {
      return candidates.stream().anyMatch(one -> one.canMean(competency));
    }

    @Override
    public Rejection rejection() {
      String named =
          candidates.stream()
              .limit(MOST_NAMED)
              .map(found -> found.framework() + "/" + found.competency())
              .collect(joining(", "));
      return new Rejection(
          Rejection.Type.AMBIGUOUS_COMPETENCY,
          "%s stands for %d competencies: %s; say which framework, or use the CASE identifier"
              .formatted(name, candidates.size(), named));
    }
  }
}

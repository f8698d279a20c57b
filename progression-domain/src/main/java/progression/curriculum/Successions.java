package progression.curriculum;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Succession.InForce;
import progression.curriculum.Succession.Lost;
import progression.curriculum.Succession.Succeeded;
import progression.curriculum.Succession.Why;
import progression.event.FrameworkPublished.Association;
import progression.kernel.CompetencyId;

/** Follows the crosswalks of all frameworks, from a competency to what takes its place. */
record Successions(Collection<Framework> frameworks) {

  private static final Comparator<CompetencyId> ORDER = Comparator.comparing(CompetencyId::value);

  /** Where a chain of replacements leads, and what it comes by on the way, the start included. */
  private record Way(List<CompetencyId> passed, Succession end) {}

  Succession of(CompetencyId competency) {
    return way(competency).end();
  }

  /** Those that took its place one after the other, as far as that can be told. */
  List<CompetencyId> after(CompetencyId competency) {
    Way way = way(competency);
    boolean isCircular = way.end() instanceof Lost lost && lost.why() == Why.CIRCULAR;
    return isCircular ? List.of() : way.passed().subList(1, way.passed().size());
  }

  private Way way(CompetencyId competency) {
    Set<CompetencyId> seen = new LinkedHashSet<>();
    CompetencyId at = competency;
    Association.@Nullable Type by = null;
    while (seen.add(at)) {
      Set<CompetencyId> next = ends(at, Association.Type.REPLACED_BY);
      Association.Type type = Association.Type.REPLACED_BY;
      Resolution.Found found = find(at);
      if (next.isEmpty() && found == null) {
        next = ends(at, Association.Type.EXACT_MATCH_OF);
        next.removeIf(match -> find(match) == null);
        type = Association.Type.EXACT_MATCH_OF;
      }
      if (next.size() > 1) {
        return new Way(List.copyOf(seen), new Lost(Why.SPLIT, List.copyOf(next)));
      }
      if (next.isEmpty()) {
        return new Way(
            List.copyOf(seen),
            found == null
                ? new Lost(Why.REMOVED, List.of())
                : by == null ? new InForce() : new Succeeded(found, by));
      }
      by = by == null ? type : by;
      at = next.iterator().next();
    }
    return new Way(List.copyOf(seen), new Lost(Why.CIRCULAR, List.copyOf(seen)));
  }

  /** All whose place this competency took, whatever has taken its own since. */
  List<CompetencyId> into(CompetencyId competency) {
    List<CompetencyId> found = new ArrayList<>();
    Set<CompetencyId> seen = new LinkedHashSet<>(Set.of(competency));
    Deque<CompetencyId> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (Association link : links(open.remove()).toList()) {
        Stream.of(link.from(), link.to())
            .filter(seen::add)
            .forEach(end -> {
              open.add(end);
              if (after(end).contains(competency)) {
                found.add(end);
              }
            });
      }
    }
    found.sort(ORDER);
    return found;
  }

  private Set<CompetencyId> ends(CompetencyId from, Association.Type type) {
    Set<CompetencyId> ends = new TreeSet<>(ORDER);
    links(from)
        .filter(link -> link.type() == type)
        .forEach(link -> {
          if (link.from().equals(from)) {
            ends.add(link.to());
          } else if (type == Association.Type.EXACT_MATCH_OF) {
            ends.add(link.from());
          }
        });
    return ends;
  }

  private Stream<Association> links(CompetencyId competency) {
    return frameworks.stream()
        .flatMap(framework -> framework.crosswalk().linksOf(competency).stream());
  }

  /** Where a competency is in force; none where it is not. */
  Resolution.@Nullable Found find(CompetencyId competency) {
    return frameworks.stream()
        .filter(framework -> framework.competencies().containsKey(competency))
        .min(Comparator.comparing(framework -> framework.id().value()))
        .map(framework -> new Resolution.Found(framework.id(), competency))
        .orElse(null);
  }
}

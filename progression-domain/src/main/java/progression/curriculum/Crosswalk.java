package progression.curriculum;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.CompetencyId;

/**
 * What a framework says of competencies that others take the place of. It remembers what earlier
 * versions said, as a later one need not repeat it. Immutable.
 *
 * @param links the associations {@code replacedBy} and {@code exactMatchOf} that hold, by each
 *     competency at their ends
 * @param former the competencies that some version had and the one in force has not
 */
public record Crosswalk(
    Map<CompetencyId, List<Association>> links, Map<CompetencyId, Competency> former) {

  static final Crosswalk NONE = new Crosswalk(Map.of(), Map.of());

  public Crosswalk {
    links = Map.copyOf(links);
    former = Map.copyOf(former);
  }

  /** With a further version: of the competencies that it speaks of, it has the last word. */
  static Crosswalk next(@Nullable Framework before, FrameworkPublished event) {
    Set<Association> links = new LinkedHashSet<>();
    event.associations().stream().filter(Crosswalk::links).forEach(links::add);
    if (before != null) {
      Set<CompetencyId> spokenOf = new LinkedHashSet<>();
      links.forEach(link -> spokenOf.add(link.from()));
      before.crosswalk().links().values().stream()
          .flatMap(List::stream)
          .filter(link -> !spokenOf.contains(link.from()))
          .forEach(links::add);
    }
    Map<CompetencyId, List<Association>> byEnd = new HashMap<>();
    for (Association link : links) {
      Stream.of(link.from(), link.to())
          .distinct()
          .forEach(end -> byEnd.computeIfAbsent(end, none -> new ArrayList<>()).add(link));
    }
    Map<CompetencyId, Competency> former = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    if (before != null) {
      former.putAll(before.crosswalk().former());
      former.putAll(before.competencies());
      event.competencies().forEach(competency -> former.remove(competency.id()));
    }
    return new Crosswalk(
        byEnd, former.values().stream().collect(toUnmodifiableMap(Competency::id, identity())));
  }

  /** The competencies that had this CASE identifier or human coding scheme and are gone. */
  List<CompetencyId> formerly(String name) {
    return former.values().stream()
        .filter(gone -> name.equals(gone.id().value()) || name.equals(gone.code()))
        .map(Competency::id)
        .toList();
  }

  /** The associations that have the competency at one of their ends. */
  List<Association> linksOf(CompetencyId competency) {
    return links.getOrDefault(competency, List.of());
  }

  private static boolean links(Association association) {
    return switch (association.type()) {
      case EXACT_MATCH_OF, REPLACED_BY -> true;
      case IS_CHILD_OF, PRECEDES -> false;
    };
  }
}

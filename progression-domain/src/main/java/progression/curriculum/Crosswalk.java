package progression.curriculum;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
    Crosswalk earlier = before == null ? NONE : before.crosswalk();
    List<Association> now =
        event.associations().stream().filter(Crosswalk::links).distinct().toList();
    Crosswalk said = new Crosswalk(byEnd(now), Map.of());
    Set<Association> links =
        now.stream()
            .map(link -> said.firstStep(link, earlier))
            .collect(toCollection(LinkedHashSet::new));
    Set<CompetencyId> spokenOf = links.stream().map(Association::from).collect(toSet());
    earlier.links().values().stream()
        .flatMap(List::stream)
        .filter(link -> !spokenOf.contains(link.from()))
        .forEach(links::add);
    Map<CompetencyId, Competency> former = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    if (before != null) {
      former.putAll(earlier.former());
      former.putAll(before.competencies());
      event.competencies().forEach(competency -> former.remove(competency.id()));
    }
    return new Crosswalk(
        byEnd(links),
        former.values().stream().collect(toUnmodifiableMap(Competency::id, identity())));
  }

  /**
   * A version that goes straight to where a chain leads does not say that the middle of it never
   * took the place of the first: what it says is the chain.
   *
   * @param link of this version
   * @return the first step of the chain, or else the link itself
   */
  private Association firstStep(Association link, Crosswalk earlier) {
    List<Association> first = earlier.replacing(link.from());
    List<Association> next = replacing(link.from()).equals(List.of(link)) ? first : List.of();
    Set<CompetencyId> passed = new HashSet<>();
    while (next.size() == 1 && passed.add(next.getFirst().from())) {
      CompetencyId at = next.getFirst().to();
      if (at.equals(link.to())) {
        return first.getFirst();
      }
      next = replacing(at).isEmpty() ? earlier.replacing(at) : replacing(at);
    }
    return link;
  }

  private List<Association> replacing(CompetencyId competency) {
    return linksOf(competency).stream()
        .filter(link -> link.type() == Association.Type.REPLACED_BY)
        .filter(link -> link.from().equals(competency))
        .toList();
  }

  private static Map<CompetencyId, List<Association>> byEnd(Collection<Association> links) {
    Map<CompetencyId, List<Association>> byEnd = new HashMap<>();
    for (Association link : links) {
      Stream.of(link.from(), link.to())
          .distinct()
          .forEach(end -> byEnd.computeIfAbsent(end, none -> new ArrayList<>()).add(link));
    }
    return byEnd;
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

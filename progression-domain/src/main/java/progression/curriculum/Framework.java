package progression.curriculum;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.event.PathwayPublished;
import progression.event.PolicyAdopted;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.pathway.Pathway;

/**
 * A framework in its version in force, with the policies and pathways that belong to it. Immutable.
 *
 * @param position where its version in force stands in the ledger
 * @param prerequisites what directly precedes a competency
 * @param dependants what a competency directly precedes
 * @param policies the version in force of each
 * @param pathways every version of each, since learners stay on the one they started
 */
public record Framework(
    FrameworkId id,
    int version,
    String digest,
    long position,
    Map<CompetencyId, Competency> competencies,
    Map<String, List<CompetencyId>> byName,
    Map<CompetencyId, Set<CompetencyId>> prerequisites,
    Map<CompetencyId, Set<CompetencyId>> dependants,
    Crosswalk crosswalk,
    Map<PolicyId, InForce<Policy>> policies,
    Map<PathwayId, List<InForce<Pathway>>> pathways) {

  /**
   * A version of something.
   *
   * @param position where it stands in the ledger
   */
  public record InForce<T>(int version, long position, T definition) {}

  /** A policy with its name. */
  public record NamedPolicy(PolicyId id, int version, Policy definition) {}

  public Framework {
    competencies = Map.copyOf(competencies);
    byName = Map.copyOf(byName);
    prerequisites = Map.copyOf(prerequisites);
    dependants = Map.copyOf(dependants);
    policies = Map.copyOf(policies);
    pathways = Map.copyOf(pathways);
  }

  static Framework unpublished(FrameworkId id) {
    return new Framework(
        id,
        0,
        "",
        Boundary.START,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Crosswalk.NONE,
        Map.of(),
        Map.of());
  }

  static Framework published(@Nullable Framework before, FrameworkPublished event, long at) {
    if (before != null && before.version >= event.version()) {
      return before;
    }
    Map<String, List<CompetencyId>> byName = new HashMap<>();
    for (Competency competency : event.competencies()) {
      name(byName, competency.id().value(), competency.id());
      String code = competency.code();
      if (code != null) {
        name(byName, code, competency.id());
      }
    }
    return new Framework(
        event.framework(),
        event.version(),
        event.digest(),
        at,
        event.competencies().stream().collect(toUnmodifiableMap(Competency::id, identity())),
        byName,
        precedes(event)
            .collect(groupingBy(Association::to, mapping(Association::from, toUnmodifiableSet()))),
        precedes(event)
            .collect(groupingBy(Association::from, mapping(Association::to, toUnmodifiableSet()))),
        Crosswalk.next(before, event),
        before == null ? Map.of() : before.policies,
        before == null ? Map.of() : before.pathways);
  }

  Framework adopted(PolicyAdopted event, long at) {
    InForce<Policy> before = policies.get(event.policy());
    if (before != null && before.version() >= event.version()) {
      return this;
    }
    Map<PolicyId, InForce<Policy>> next = new HashMap<>(policies);
    next.put(event.policy(), new InForce<>(event.version(), at, event.definition()));
    return new Framework(
        id,
        version,
        digest,
        position,
        competencies,
        byName,
        prerequisites,
        dependants,
        crosswalk,
        next,
        pathways);
  }

  Framework published(PathwayPublished event, long at) {
    List<InForce<Pathway>> before = pathways.getOrDefault(event.pathway(), List.of());
    if (!before.isEmpty() && before.getLast().version() >= event.version()) {
      return this;
    }
    List<InForce<Pathway>> versions = new ArrayList<>(before);
    versions.add(new InForce<>(event.version(), at, event.definition()));
    Map<PathwayId, List<InForce<Pathway>>> next = new HashMap<>(pathways);
    next.put(event.pathway(), List.copyOf(versions));
    return new Framework(
        id,
        version,
        digest,
        position,
        competencies,
        byName,
        prerequisites,
        dependants,
        crosswalk,
        policies,
        next);
  }

  /** The competencies with this CASE identifier or human coding scheme. */
  public List<CompetencyId> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** What directly precedes a competency, whichever framework it stands in. */
  public Set<CompetencyId> prerequisitesOf(CompetencyId competency) {
    return prerequisites.getOrDefault(competency, Set.of());
  }

  /** The competencies here that this one directly precedes and is a strict prerequisite of. */
  List<CompetencyId> lockedBy(CompetencyId competency) {
    return dependants.getOrDefault(competency, Set.of()).stream()
        .filter(competencies::containsKey)
        .filter(dependant -> {
          NamedPolicy policy = policyFor(dependant);
          return policy != null && policy.definition().prerequisites() == Prerequisites.STRICT;
        })
        .sorted(Comparator.comparing(CompetencyId::value))
        .toList();
  }

  /** The policy that decides on a competency: one that names it, or else one for everything. */
  public @Nullable NamedPolicy policyFor(CompetencyId competency) {
    NamedPolicy general = null;
    for (var policy : policies.entrySet()) {
      Policy definition = policy.getValue().definition();
      var named = new NamedPolicy(policy.getKey(), policy.getValue().version(), definition);
      if (definition.competencies().contains(competency)) {
        return named;
      }
      if (definition.competencies().isEmpty()) {
        general = named;
      }
    }
    return general;
  }

  /** A version of a pathway that learners may still be on. */
  public @Nullable Pathway pathway(PathwayId pathway, int pathwayVersion) {
    return pathways.getOrDefault(pathway, List.of()).stream()
        .filter(candidate -> candidate.version() == pathwayVersion)
        .map(InForce::definition)
        .findFirst()
        .orElse(null);
  }

  /** The version of a pathway on which learners start now. */
  public Optional<InForce<Pathway>> pathway(PathwayId pathway) {
    return pathways.getOrDefault(pathway, List.of()).reversed().stream().findFirst();
  }

  private static Stream<Association> precedes(FrameworkPublished event) {
    return event.associations().stream()
        .filter(association -> association.type() == Association.Type.PRECEDES);
  }

  private static void name(
      Map<String, List<CompetencyId>> byName, String name, CompetencyId competency) {
    List<CompetencyId> named = byName.computeIfAbsent(name, none -> new ArrayList<>());
    if (!named.contains(competency)) {
      named.add(competency);
    }
  }
}

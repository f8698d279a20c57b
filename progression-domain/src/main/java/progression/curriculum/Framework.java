package progression.curriculum;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
 * @param policies every version of each, since a mastery stays under the one it was claimed under
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
    Map<PolicyId, List<InForce<Policy>>> policies,
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
    List<InForce<Policy>> before = policies.getOrDefault(event.policy(), List.of());
    if (!before.isEmpty() && before.getLast().version() >= event.version()) {
      return this;
    }
    List<InForce<Policy>> versions = new ArrayList<>(before);
    versions.add(new InForce<>(event.version(), at, event.definition()));
    Map<PolicyId, List<InForce<Policy>>> next = new HashMap<>(policies);
    next.put(event.policy(), List.copyOf(versions));
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

  /** The version of a policy that is in force. */
  public Optional<InForce<Policy>> policy(PolicyId policy) {
    return policies.getOrDefault(policy, List.of()).reversed().stream().findFirst();
  }

  /** A version of a policy under which a mastery may still be claimed. */
  public @Nullable NamedPolicy policy(PolicyId policy, int policyVersion) {
    return policies.getOrDefault(policy, List.of()).stream()
        .filter(candidate -> candidate.version() == policyVersion)
        .map(candidate -> new NamedPolicy(policy, policyVersion, candidate.definition()))
        .findFirst()
        .orElse(null);
  }

  /** The version in force of each policy. */
  public List<NamedPolicy> policiesInForce() {
    return policies.entrySet().stream()
        .map(policy -> {
          InForce<Policy> last = policy.getValue().getLast();
          return new NamedPolicy(policy.getKey(), last.version(), last.definition());
        })
        .toList();
  }

  /** The policy that decides on a competency: one that names it, or else one for everything. */
  public @Nullable NamedPolicy policyFor(CompetencyId competency) {
    NamedPolicy general = null;
    for (NamedPolicy policy : policiesInForce()) {
      if (policy.definition().competencies().contains(competency)) {
        return policy;
      }
      if (policy.definition().competencies().isEmpty()) {
        general = policy;
      }
    }
    return general;
  }

  /** What people call a competency: its code, or else its identifier. */
  public String called(CompetencyId id) {
    Competency competency = competencies.get(id);
    String code = competency == null ? null : competency.code();
    return code == null ? id.value() : code;
  }

  /** The competencies whose verdict reads the evidence on this one, itself apart. */
  public List<CompetencyId> readersOf(CompetencyId evidenceOn) {
    return policiesInForce().stream()
        .map(NamedPolicy::definition)
        .filter(policy -> policy.reads(evidenceOn))
        .flatMap(policy -> policy.competencies().stream())
        .filter(competencies::containsKey)
        .sorted(Comparator.comparing(CompetencyId::value))
        .toList();
  }

  /**
   * The competencies whose evidence a verdict on this one reads, under whatever version of a policy
   * a mastery is claimed: itself, then the others.
   */
  public Set<CompetencyId> evidenceFor(CompetencyId competency) {
    Set<CompetencyId> read = new LinkedHashSet<>(Set.of(competency));
    policies.values().stream()
        .flatMap(List::stream)
        .map(InForce::definition)
        .filter(policy -> policy.competencies().contains(competency))
        .forEach(policy -> policy.method().reads().forEach(read::add));
    return read;
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

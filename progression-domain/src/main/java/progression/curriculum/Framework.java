package progression.curriculum;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 * @param prerequisites what directly precedes a competency, in order
 * @param dependants what a competency directly precedes, in order
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
    Map<CompetencyId, List<CompetencyId>> prerequisites,
    Map<CompetencyId, List<CompetencyId>> dependants,
    Crosswalk crosswalk,
    Policies policies,
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
        Policies.NONE,
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
        preceding(event, Association::to, Association::from),
        preceding(event, Association::from, Association::to),
        Crosswalk.next(before, event),
        before == null ? Policies.NONE : before.policies,
        before == null ? Map.of() : before.pathways);
  }

  Framework adopted(PolicyAdopted event, long at) {
    return with(policies.adopted(event, at), pathways);
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
    return with(policies, next);
  }

  private Framework with(Policies adopted, Map<PathwayId, List<InForce<Pathway>>> published) {
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
        adopted,
        published);
  }

  /** The competencies with this CASE identifier or human coding scheme. */
  public List<CompetencyId> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** What directly precedes a competency, whichever framework it stands in, in order. */
  public List<CompetencyId> prerequisitesOf(CompetencyId competency) {
    return prerequisites.getOrDefault(competency, List.of());
  }

  /** The competencies here that this one directly precedes and is a strict prerequisite of. */
  List<CompetencyId> lockedBy(CompetencyId competency) {
    List<CompetencyId> preceded = dependants.getOrDefault(competency, List.of());
    return preceded.isEmpty()
        ? preceded
        : preceded.stream().filter(competencies::containsKey).filter(this::isStrict).toList();
  }

  private boolean isStrict(CompetencyId competency) {
    NamedPolicy policy = policyFor(competency);
    return policy != null && policy.definition().prerequisites() == Prerequisites.STRICT;
  }

  /** The version of a policy that is in force. */
  public Optional<InForce<Policy>> policy(PolicyId policy) {
    return policies.of(policy).reversed().stream().findFirst();
  }

  /** A version of a policy under which a mastery may still be claimed. */
  public @Nullable NamedPolicy policy(PolicyId policy, int policyVersion) {
    return policies.of(policy, policyVersion);
  }

  /** The version in force of each policy, in the order of their names. */
  public List<NamedPolicy> policiesInForce() {
    return policies.inForce();
  }

  /** The policy that decides on a competency: one that names it, or else one for everything. */
  public @Nullable NamedPolicy policyFor(CompetencyId competency) {
    return policies.deciding(competency);
  }

  /** The competencies here whose verdict reads the evidence on this one, itself apart. */
  public List<CompetencyId> readersOf(CompetencyId evidenceOn) {
    List<CompetencyId> readers = policies.readersOf(evidenceOn);
    return readers.isEmpty()
        ? readers
        : readers.stream().filter(competencies::containsKey).toList();
  }

  /**
   * The competencies whose evidence a verdict on this one reads, under whatever version of a policy
   * a mastery is claimed: itself, then the others.
   */
  public Set<CompetencyId> evidenceFor(CompetencyId competency) {
    return policies.evidenceFor(competency);
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

  private static Map<CompetencyId, List<CompetencyId>> preceding(
      FrameworkPublished event,
      Function<Association, CompetencyId> of,
      Function<Association, CompetencyId> what) {
    return event.associations().stream()
        .filter(association -> association.type() == Association.Type.PRECEDES)
        .distinct()
        .sorted(Comparator.comparing(association -> what.apply(association).value()))
        .collect(groupingBy(of, mapping(what, toUnmodifiableList())));
  }

  private static void name(
      Map<String, List<CompetencyId>> byName, String name, CompetencyId competency) {
    List<CompetencyId> named = byName.computeIfAbsent(name, none -> new ArrayList<>());
    if (!named.contains(competency)) {
      named.add(competency);
    }
  }
}

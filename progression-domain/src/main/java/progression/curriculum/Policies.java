package progression.curriculum;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Framework.InForce;
import progression.curriculum.Framework.NamedPolicy;
import progression.event.PolicyAdopted;
import progression.kernel.CompetencyId;
import progression.kernel.PolicyId;
import progression.mastery.Policy;

/**
 * The policies of a framework. Immutable; what every decision asks of them is found once, when one
 * is adopted.
 */
public final class Policies {

  static final Policies NONE = new Policies(Map.of());

  private final Map<PolicyId, List<InForce<Policy>>> versions;
  private final List<NamedPolicy> inForce;
  private final Map<CompetencyId, NamedPolicy> deciding = new HashMap<>();
  private final Map<CompetencyId, List<CompetencyId>> readers;
  private final Map<CompetencyId, Set<CompetencyId>> read = new HashMap<>();
  private @Nullable NamedPolicy general;

  private Policies(Map<PolicyId, List<InForce<Policy>>> versions) {
    this.versions = Map.copyOf(versions);
    inForce =
        versions.entrySet().stream()
            .map(policy -> named(policy.getKey(), policy.getValue().getLast()))
            .sorted(Comparator.comparing(policy -> policy.id().value()))
            .toList();
    for (NamedPolicy policy : inForce) {
      if (policy.definition().competencies().isEmpty()) {
        general = policy;
      }
      policy.definition().competencies().forEach(one -> deciding.putIfAbsent(one, policy));
    }
    readers =
        inForce.stream()
            .map(NamedPolicy::definition)
            .flatMap(policy ->
                policy
                    .method()
                    .reads()
                    .distinct()
                    .flatMap(
                        skill -> policy.competencies().stream().map(by -> Map.entry(skill, by))))
            .sorted(Comparator.comparing(reading -> reading.getValue().value()))
            .collect(
                groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableList())));
    versions.values().stream()
        .flatMap(List::stream)
        .map(InForce::definition)
        .forEach(policy ->
            policy
                .competencies()
                .forEach(by ->
                    policy
                        .method()
                        .reads()
                        .forEach(
                            read.computeIfAbsent(by, none -> new LinkedHashSet<>(Set.of(by)))
                                ::add)));
  }

  /** With one more version; a version that is known changes nothing. */
  Policies adopted(PolicyAdopted event, long at) {
    List<InForce<Policy>> before = of(event.policy());
    if (!before.isEmpty() && before.getLast().version() >= event.version()) {
      return this;
    }
    List<InForce<Policy>> after = new ArrayList<>(before);
    after.add(new InForce<>(event.version(), at, event.definition()));
    Map<PolicyId, List<InForce<Policy>>> next = new HashMap<>(versions);
    next.put(event.policy(), List.copyOf(after));
    return new Policies(next);
  }

  /** Every version of a policy, the one in force last. */
  List<InForce<Policy>> of(PolicyId policy) {
    return versions.getOrDefault(policy, List.of());
  }

  /** A version of a policy; none where there is none. */
  @Nullable NamedPolicy of(PolicyId policy, int version) {
    for (InForce<Policy> candidate : of(policy)) {
      if (candidate.version() == version) {
        return named(policy, candidate);
      }
    }
    return null;
  }

  /** The version in force of each, in the order of their names. */
  List<NamedPolicy> inForce() {
    return inForce;
  }

  /** The one that names the competency, or else the one for everything. */
  @Nullable NamedPolicy deciding(CompetencyId competency) {
    return deciding.getOrDefault(competency, general);
  }

  /** The competencies that are decided by the evidence on this one too, in order. */
  List<CompetencyId> readersOf(CompetencyId evidenceOn) {
    return readers.getOrDefault(evidenceOn, List.of());
  }

  /** The competencies whose evidence any version reads for this one: itself, then the others. */
  Set<CompetencyId> evidenceFor(CompetencyId competency) {
    Set<CompetencyId> others = read.get(competency);
    return others == null ? Set.of(competency) : others;
  }

  private static NamedPolicy named(PolicyId id, InForce<Policy> version) {
    return new NamedPolicy(id, version.version(), version.definition());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Policies policies && policies.versions.equals(versions);
  }

  @Override
  public int hashCode() {
    return versions.hashCode();
  }

  @Override
  public String toString() {
    return inForce.toString();
  }
}

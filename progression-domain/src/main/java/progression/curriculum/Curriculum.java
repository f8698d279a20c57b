package progression.curriculum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.event.ObjectivesMapped;
import progression.event.PathwayPublished;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.interchange.ObjectiveMapping;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.MappingId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.kernel.Rejection;
import progression.kernel.Tag;

/**
 * All frameworks of a district as of a position. Immutable.
 *
 * @param mappings the version in force of each
 * @param position every reference event up to here is part of it
 */
public record Curriculum(
    Map<FrameworkId, Framework> frameworks,
    Map<MappingId, Framework.InForce<ObjectiveMapping>> mappings,
    long position) {

  /** The events that it is folded from. */
  public static final Set<Class<? extends ProgressionEvent>> EVENTS =
      Set.of(
          FrameworkPublished.class,
          PolicyAdopted.class,
          PathwayPublished.class,
          ObjectivesMapped.class);

  public static final Curriculum EMPTY = new Curriculum(Map.of(), Map.of(), Boundary.START);

  public Curriculum {
    frameworks = Map.copyOf(frameworks);
    mappings = Map.copyOf(mappings);
  }

  /** The framework, or none where it was never published. */
  public @Nullable Framework framework(FrameworkId id) {
    Framework framework = frameworks.get(id);
    return framework == null || framework.version() == 0 ? null : framework;
  }

  /** With one more event; one that it already knows changes nothing. */
  public Curriculum evolve(ReferenceEvent event, long at) {
    Map<FrameworkId, Framework> next = new HashMap<>(frameworks);
    Framework before = frameworks.get(event.framework());
    Framework after =
        switch (event) {
          case FrameworkPublished published -> Framework.published(before, published, at);
          case PolicyAdopted adopted -> known(before, event).adopted(adopted, at);
          case PathwayPublished published -> known(before, event).published(published, at);
          case ObjectivesMapped ignored -> known(before, event);
        };
    next.put(event.framework(), after);
    return new Curriculum(next, mapped(event, at), Math.max(position, at));
  }

  /** The same, known to be complete up to a later position. */
  public Curriculum upTo(long at) {
    return at > position ? new Curriculum(frameworks, mappings, at) : this;
  }

  /** The part of a boundary that covers what is in force for a framework. */
  public Boundary.Criterion<ProgressionEvent> inForce(FrameworkId framework) {
    return new Boundary.Criterion<>(Tag.framework(framework), EVENTS, position);
  }

  /** The part of a boundary that covers all that is in force, in whatever framework. */
  public Boundary.Criterion<ProgressionEvent> inForce() {
    return new Boundary.Criterion<>(Tag.curriculum(), EVENTS, position);
  }

  /**
   * Finds the competency that somebody means.
   *
   * @param name a CASE identifier or a human coding scheme
   * @param framework where to look; none means everywhere
   */
  public Resolution resolve(String name, @Nullable FrameworkId framework) {
    return resolve(name, framework, candidate -> candidate.named(name));
  }

  /**
   * Finds what the record speaks of: the same, or where no version in force has it, what an earlier
   * one had.
   */
  public Resolution recall(String name, @Nullable FrameworkId framework) {
    Resolution inForce = resolve(name, framework);
    return inForce instanceof Resolution.Unknown
        ? resolve(
            name,
            framework,
            candidate ->
                candidate.crosswalk().formerly(name).stream().filter(id -> !has(id)).toList())
        : inForce;
  }

  private Resolution resolve(
      String name, @Nullable FrameworkId framework, Function<Framework, List<CompetencyId>> named) {
    List<Resolution.Found> found = new ArrayList<>();
    for (Framework candidate : frameworks.values()) {
      if (framework == null || candidate.id().equals(framework)) {
        named.apply(candidate).forEach(id -> found.add(new Resolution.Found(candidate.id(), id)));
      }
    }
    return switch (found.size()) {
      case 0 -> new Resolution.Unknown(name, framework);
      case 1 -> found.getFirst();
      default -> {
        found.sort(
            Comparator.comparing((Resolution.Found f) -> f.framework().value())
                .thenComparing(f -> f.competency().value()));
        yield new Resolution.Ambiguous(name, found);
      }
    };
  }

  /** Why the first of the names that stands for none, or for several, is refused. */
  public Optional<Rejection> unresolved(Stream<CompetencyId> names, FrameworkId framework) {
    return names
        .map(name -> resolve(name.value(), framework))
        .filter(Resolution.Unresolved.class::isInstance)
        .map(name -> ((Resolution.Unresolved) name).rejection())
        .findFirst();
  }

  /** From the names of a framework's competencies to what they stand for. */
  public UnaryOperator<CompetencyId> naming(FrameworkId framework) {
    return name ->
        resolve(name.value(), framework) instanceof Resolution.Found found
            ? found.competency()
            : name;
  }

  /**
   * The competencies whose verdicts hang on this one: that which takes its place, those that read
   * its evidence, those that it is a strict prerequisite of, and theirs in turn. Each stands behind
   * all that it hangs on.
   */
  public List<Resolution.Found> dependantsOf(CompetencyId competency) {
    if (hangingOn(competency).isEmpty()) {
      return List.of();
    }
    Map<CompetencyId, Resolution.Found> found = new HashMap<>();
    List<CompetencyId> lastFirst =
        Walk.lastFirst(
            List.of(competency),
            one -> {
              List<Resolution.Found> next = hangingOn(one);
              next.forEach(dependant -> found.putIfAbsent(dependant.competency(), dependant));
              return next.stream().map(Resolution.Found::competency).toList();
            });
    List<Resolution.Found> dependants = new ArrayList<>();
    for (CompetencyId one : lastFirst.reversed()) {
      Resolution.Found dependant = found.get(one);
      if (dependant != null && !one.equals(competency)) {
        dependants.add(dependant);
      }
    }
    return dependants;
  }

  /** The competencies whose verdicts directly hang on this one. */
  private List<Resolution.Found> hangingOn(CompetencyId competency) {
    List<Resolution.Found> hanging = new ArrayList<>();
    for (CompetencyId successor : successorsOf(competency)) {
      find(successor).ifPresent(hanging::add);
    }
    for (Framework framework : frameworks.values()) {
      for (CompetencyId reader : framework.readersOf(competency)) {
        hanging.add(new Resolution.Found(framework.id(), reader));
      }
      for (CompetencyId locked : framework.lockedBy(competency)) {
        hanging.add(new Resolution.Found(framework.id(), locked));
      }
    }
    return hanging;
  }

  /** Whether any framework says that something takes its place, or that it takes another's. */
  private boolean isLinked(CompetencyId competency) {
    for (Framework framework : frameworks.values()) {
      if (!framework.crosswalk().linksOf(competency).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** What became of a competency. */
  public Succession successionOf(CompetencyId competency) {
    return new Successions(frameworks.values()).of(competency);
  }

  /** The competencies that took its place, one after the other: they go by what it showed. */
  public List<CompetencyId> successorsOf(CompetencyId competency) {
    return isLinked(competency)
        ? new Successions(frameworks.values()).after(competency)
        : List.of();
  }

  /** The competencies whose place this one took: what was shown of them was shown of it. */
  public List<CompetencyId> predecessorsOf(CompetencyId competency) {
    return isLinked(competency) ? new Successions(frameworks.values()).into(competency) : List.of();
  }

  /** The code that a competency has or had in an earlier version; none where it had none. */
  public @Nullable String codeOf(CompetencyId competency) {
    return known(competency)
        .map(Competency::code)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** By what programs tell a competency: its code, or else its identifier. */
  public String nameOf(CompetencyId competency) {
    String code = codeOf(competency);
    return code == null ? competency.value() : code;
  }

  /** What a competency is called in a sentence for people. */
  public String called(CompetencyId competency) {
    return known(competency).map(Competency::called).findFirst().orElse(competency.value());
  }

  /** A competency as frameworks know it, first as it is and then as it was. */
  private Stream<Competency> known(CompetencyId competency) {
    List<Framework> inOrder =
        frameworks.values().stream()
            .sorted(Comparator.comparing(framework -> framework.id().value()))
            .toList();
    return Stream.concat(
            inOrder.stream().map(framework -> framework.competencies().get(competency)),
            inOrder.stream().map(framework -> framework.crosswalk().former().get(competency)))
        .filter(Objects::nonNull);
  }

  /**
   * A cycle of prerequisites that a version of a framework would close, in order; empty where it
   * closes none. The prerequisites of other frameworks count, as they may lead back to it.
   */
  public List<CompetencyId> cycleWith(FrameworkId framework, Collection<Association> associations) {
    Map<CompetencyId, List<CompetencyId>> dependants = new LinkedHashMap<>();
    for (Association association : associations) {
      if (association.type() == Association.Type.PRECEDES) {
        dependants
            .computeIfAbsent(association.from(), none -> new ArrayList<>())
            .add(association.to());
      }
    }
    for (Framework other : frameworks.values()) {
      if (!other.id().equals(framework)) {
        other
            .dependants()
            .forEach((from, to) ->
                dependants.computeIfAbsent(from, none -> new ArrayList<>()).addAll(to));
      }
    }
    return Cycle.among(dependants);
  }

  /** Whether a published framework has the competency. */
  public boolean has(CompetencyId competency) {
    return frameworks.values().stream()
        .anyMatch(framework -> framework.competencies().containsKey(competency));
  }

  /** A competency where it is in force, of several frameworks in the first by name. */
  public Optional<Resolution.Found> find(CompetencyId competency) {
    return Optional.ofNullable(new Successions(frameworks.values()).find(competency));
  }

  /** The framework that a policy of this name belongs to. */
  public Optional<Framework> ownerOf(PolicyId policy) {
    return owner(framework -> framework.policy(policy).isPresent());
  }

  /** The framework that a pathway of this name belongs to. */
  public Optional<Framework> ownerOf(PathwayId pathway) {
    return owner(framework -> framework.pathways().containsKey(pathway));
  }

  /** The mapping for an assessment; of one assessment there is at most one. */
  public Optional<ObjectiveMapping> mappingOf(String assessment, String namespace) {
    return mappings.values().stream()
        .map(Framework.InForce::definition)
        .filter(mapping -> mapping.isFor(assessment, namespace))
        .findFirst();
  }

  private Map<MappingId, Framework.InForce<ObjectiveMapping>> mapped(
      ReferenceEvent event, long at) {
    if (!(event instanceof ObjectivesMapped mapped)) {
      return mappings;
    }
    var before = mappings.get(mapped.mapping());
    if (before != null && before.version() >= mapped.version()) {
      return mappings;
    }
    Map<MappingId, Framework.InForce<ObjectiveMapping>> next = new HashMap<>(mappings);
    next.put(mapped.mapping(), new Framework.InForce<>(mapped.version(), at, mapped.definition()));
    return next;
  }

  private Optional<Framework> owner(Predicate<Framework> has) {
    return frameworks.values().stream().filter(has).findFirst();
  }

  /** A boundary may cover a policy or pathway of a framework that it does not cover itself. */
  private static Framework known(@Nullable Framework framework, ReferenceEvent event) {
    return framework == null ? Framework.unpublished(event.framework()) : framework;
  }
}

package progression.pathway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import progression.kernel.PathwayId;
import progression.pathway.Requirement.Mastered;

/**
 * Where a learner stands on her pathways: which stages hold, and which she has passed.
 *
 * <p>It belongs to one decision and is changed in place. Nobody is ever un-passed: a stage that no
 * longer holds is placed under review, and the learner stays where she is. What she passed in one
 * version of a pathway is passed in every later one that has a stage of that id.
 */
public final class Journey {

  /** What follows for one pathway from what is mastered now. */
  public sealed interface Step {

    /** The requirement holds. */
    record Completed(Pathway.Stage stage) implements Step {}

    /** The requirement held once and no longer does. */
    record Reviewed(Pathway.Stage stage) implements Step {}

    /** The learner passes a stage; {@code to} is none after the last one. */
    record Advanced(Pathway.Stage from, Pathway.@Nullable Stage to) implements Step {}
  }

  /** A version of a pathway that the learner is on. */
  public record Leg(PathwayId pathway, int version) {}

  private static final class Progress {
    private final Set<String> holding = new HashSet<>();
    private final Set<String> passed = new HashSet<>();
    private int version;
  }

  private final Map<PathwayId, Progress> pathways = new LinkedHashMap<>();

  /** The pathways that she is on, in the order in which she started them. */
  public List<Leg> legs() {
    return pathways.entrySet().stream()
        .map(on -> new Leg(on.getKey(), on.getValue().version))
        .toList();
  }

  /** The version of a pathway that she is on; none where she is on none. */
  public Optional<Integer> version(PathwayId pathway) {
    return Optional.ofNullable(pathways.get(pathway)).map(progress -> progress.version);
  }

  /** She sets out on a pathway, or goes on in another version of it. */
  public void follows(PathwayId pathway, int version) {
    pathways.computeIfAbsent(pathway, none -> new Progress()).version = version;
  }

  public void completed(PathwayId pathway, String stage) {
    progress(pathway).holding.add(stage);
  }

  public void reviewed(PathwayId pathway, String stage) {
    progress(pathway).holding.remove(stage);
  }

  public void advanced(PathwayId pathway, String from) {
    progress(pathway).passed.add(from);
  }

  /** The first stage of a version that she has not passed; none where she has passed them all. */
  public Pathway.@Nullable Stage stage(PathwayId pathway, Pathway version) {
    return first(version, progress(pathway).passed);
  }

  /**
   * What follows on one pathway, in the order in which it is told. Changes nothing here.
   *
   * @param version of the pathway, that which she is on
   * @param met whether the record claims now of the learner what a requirement asks for
   */
  public List<Step> steps(PathwayId pathway, Pathway version, Predicate<Mastered> met) {
    Progress progress = progress(pathway);
    List<Step> steps = new ArrayList<>();
    Set<String> holding = new HashSet<>(progress.holding);
    for (Pathway.Stage stage : version.stages()) {
      boolean holds = stage.requirement().holds(met);
      if (holds && holding.add(stage.id())) {
        steps.add(new Step.Completed(stage));
      } else if (!holds && holding.remove(stage.id())) {
        steps.add(new Step.Reviewed(stage));
      }
    }
    Set<String> passed = new HashSet<>(progress.passed);
    Pathway.Stage at = first(version, passed);
    while (at != null && holding.contains(at.id())) {
      passed.add(at.id());
      Pathway.Stage next = first(version, passed);
      steps.add(new Step.Advanced(at, next));
      at = next;
    }
    return steps;
  }

  private static Pathway.@Nullable Stage first(Pathway version, Set<String> passed) {
    return version.stages().stream()
        .filter(stage -> !passed.contains(stage.id()))
        .findFirst()
        .orElse(null);
  }

  private Progress progress(PathwayId pathway) {
    Progress progress = pathways.get(pathway);
    if (progress == null) {
      throw new IllegalStateException("the learner is not on " + pathway);
    }
    return progress;
  }
}

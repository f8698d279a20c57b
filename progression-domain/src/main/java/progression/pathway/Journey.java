package progression.pathway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.PathwayId;

/**
 * Where a learner stands on her pathways: which stages hold, and how far she has advanced.
 *
 * <p>It belongs to one decision and is changed in place. Advancement only ever moves on: a stage
 * that no longer holds is placed under review, and the learner stays where she is.
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
    private int passed;
  }

  private final Map<Leg, Progress> legs = new LinkedHashMap<>();

  /** The pathways that she is on, in the order in which she started them. */
  public List<Leg> legs() {
    return List.copyOf(legs.keySet());
  }

  /** Whether she is on any version of the pathway. */
  public boolean isOn(PathwayId pathway) {
    return legs.keySet().stream().anyMatch(leg -> leg.pathway().equals(pathway));
  }

  public void started(Leg leg) {
    legs.putIfAbsent(leg, new Progress());
  }

  public void completed(Leg leg, String stage) {
    progress(leg).holding.add(stage);
  }

  public void reviewed(Leg leg, String stage) {
    progress(leg).holding.remove(stage);
  }

  public void advanced(Leg leg) {
    progress(leg).passed++;
  }

  /**
   * What follows on one pathway, in the order in which it is told. Changes nothing here.
   *
   * @param mastered all competencies that the learner has mastered now
   */
  public List<Step> steps(Leg leg, Pathway pathway, Set<CompetencyId> mastered) {
    Progress progress = progress(leg);
    List<Step> steps = new ArrayList<>();
    Set<String> holding = new HashSet<>(progress.holding);
    for (Pathway.Stage stage : pathway.stages()) {
      boolean holds = stage.requirement().holds(mastered);
      if (holds && holding.add(stage.id())) {
        steps.add(new Step.Completed(stage));
      } else if (!holds && holding.remove(stage.id())) {
        steps.add(new Step.Reviewed(stage));
      }
    }
    List<Pathway.Stage> stages = pathway.stages();
    int passed = progress.passed;
    while (passed < stages.size() && holding.contains(stages.get(passed).id())) {
      Pathway.Stage to = passed + 1 < stages.size() ? stages.get(passed + 1) : null;
      steps.add(new Step.Advanced(stages.get(passed), to));
      passed++;
    }
    return steps;
  }

  private Progress progress(Leg leg) {
    Progress progress = legs.get(leg);
    if (progress == null) {
      throw new IllegalStateException("the learner is not on " + leg);
    }
    return progress;
  }
}

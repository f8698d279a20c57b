package progression.consequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.event.Cause;
import progression.event.Consequence;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalEvent;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.pathway.Requirement.Mastered;

/** A learner's goals, and whether each is open, achieved or abandoned. */
final class Goals {

  private final Map<EntryId, Pursuit> byId = new LinkedHashMap<>();

  void evolve(GoalEvent event) {
    switch (event) {
      case GoalSet e -> byId.put(e.goal(), new Pursuit(e.definition(), Pursuit.Status.OPEN));
      case GoalRevised e ->
          byId.computeIfPresent(
              e.goal(), (id, before) -> new Pursuit(e.definition(), before.status()));
      case GoalAchieved e -> is(e.goal(), Pursuit.Status.ACHIEVED);
      case GoalAbandoned e -> is(e.goal(), Pursuit.Status.ABANDONED);
      case GoalReopened e -> is(e.goal(), Pursuit.Status.OPEN);
    }
  }

  @Nullable Pursuit find(EntryId goal) {
    return byId.get(goal);
  }

  /** All that they ask for: one that is abandoned can be taken up again. */
  Stream<Mastered> asked() {
    return byId.values().stream().flatMap(pursuit -> pursuit.definition().asked());
  }

  /**
   * What follows for open and achieved goals, in the order in which they were set. Changes nothing
   * here.
   */
  List<Consequence> consequences(LearnerId learner, Predicate<Mastered> met, Cause cause) {
    List<Consequence> events = new ArrayList<>();
    byId.forEach((goal, pursuit) -> {
      boolean holds = pursuit.definition().holds(met);
      switch (pursuit.status()) {
        case OPEN -> {
          if (holds) {
            List<CompetencyId> mastered = pursuit.competencies(met, true);
            events.add(new GoalAchieved(learner, goal, mastered, cause));
          }
        }
        case ACHIEVED -> {
          if (!holds) {
            List<CompetencyId> unmet = pursuit.competencies(met, false);
            events.add(new GoalReopened(learner, goal, unmet, cause, null, null, null));
          }
        }
        case ABANDONED -> {
          // nobody pursues it
        }
      }
    });
    return events;
  }

  private void is(EntryId goal, Pursuit.Status status) {
    byId.computeIfPresent(goal, (id, before) -> new Pursuit(before.definition(), status));
  }
}

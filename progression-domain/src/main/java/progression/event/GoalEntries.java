package progression.event;

import java.util.List;
import java.util.Set;
import progression.event.EventCatalog.Entry;
import progression.kernel.Tag;

/** What the catalog says of goals. */
final class GoalEntries {

  static final List<Entry<?>> ALL =
      List.of(
          new Entry<>(
              GoalSet.class,
              "GoalSet",
              1,
              "A goal was set.",
              GoalEntries::tags,
              Set.of("/definition/statement", "/definition/criteria", "/author/id")),
          new Entry<>(
              GoalRevised.class,
              "GoalRevised",
              1,
              "A goal was put in other terms.",
              GoalEntries::tags,
              Set.of("/definition/statement", "/definition/criteria", "/reason", "/author/id")),
          new Entry<>(
              GoalAchieved.class,
              "GoalAchieved",
              1,
              "What the learner has mastered meets a goal of hers.",
              GoalEntries::tags,
              Set.of()),
          new Entry<>(
              GoalAbandoned.class,
              "GoalAbandoned",
              1,
              "A goal was given up.",
              GoalEntries::tags,
              Set.of("/reason", "/author/id")),
          new Entry<>(
              GoalReopened.class,
              "GoalReopened",
              1,
              "A goal is pursued again: it no longer holds, or was given up before.",
              GoalEntries::tags,
              Set.of("/reason", "/author/id")));

  private GoalEntries() {}

  private static Set<Tag> tags(GoalEvent event) {
    return Set.of(Tag.learner(event.learner()), Tag.goal(event.learner(), event.goal()));
  }
}

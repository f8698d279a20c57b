package progression.projections.learnerprogress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal;
import progression.event.ChoiceMade;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalEvent;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.kernel.CompetencyId;
import progression.ledger.json.DomainJson;
import tools.jackson.databind.JsonNode;

/** The rows of what a learner aims at and what she chose. Folds events, in order. */
final class GoalRows {

  static final String OPEN = "open";
  private static final String ACHIEVED = "achieved";
  private static final String ABANDONED = "abandoned";

  private record GoalKey(String district, String learner, String goal) {}

  private record ChoiceKey(String district, String learner, String pathway, String stage) {}

  private final Map<GoalKey, GoalRow> goals = new LinkedHashMap<>();
  private final Map<ChoiceKey, ChoiceRow> choices = new LinkedHashMap<>();

  /**
   * A goal.
   *
   * @param position of its first event
   * @param definition its terms, as the event of the last of them gives them; none where the change
   *     leaves them as they were
   * @param status {@code open}, {@code achieved} or {@code abandoned}; none where the change leaves
   *     it as it was
   */
  record GoalRow(
      String district,
      String learner,
      String goal,
      long position,
      @Nullable JsonNode definition,
      @Nullable String status) {}

  /** The choice that stands in a stage: CASE identifiers. */
  record ChoiceRow(
      String district, String learner, String pathway, String stage, List<String> chosen) {
    ChoiceRow {
      chosen = List.copyOf(chosen);
    }
  }

  void apply(String district, long position, GoalEvent event) {
    String learner = event.learner().value();
    GoalRow row =
        switch (event) {
          case GoalSet e -> row(district, position, e, e.definition(), OPEN);
          case GoalRevised e -> row(district, position, e, e.definition(), null);
          case GoalAchieved e -> row(district, position, e, null, ACHIEVED);
          case GoalAbandoned e -> row(district, position, e, null, ABANDONED);
          case GoalReopened e -> row(district, position, e, null, OPEN);
        };
    goals.merge(new GoalKey(district, learner, event.goal().value()), row, GoalRows::then);
  }

  void apply(String district, ChoiceMade event) {
    String learner = event.learner().value();
    String pathway = event.pathway().value();
    String stage = event.stage();
    if (stage == null) {
      return; // that she sets out is told by an event of its own
    }
    choices.put(
        new ChoiceKey(district, learner, pathway, stage),
        new ChoiceRow(
            district,
            learner,
            pathway,
            stage,
            event.chosen().stream().map(CompetencyId::value).toList()));
  }

  List<GoalRow> goals() {
    return List.copyOf(goals.values());
  }

  List<ChoiceRow> choices() {
    return List.copyOf(choices.values());
  }

  private static GoalRow row(
      String district,
      long position,
      GoalEvent event,
      @Nullable Goal definition,
      @Nullable String status) {
    return new GoalRow(
        district,
        event.learner().value(),
        event.goal().value(),
        position,
        definition == null ? null : DomainJson.mapper().valueToTree(definition),
        status);
  }

  /** What a change leaves out stays. In SQL this is the upsert of the same table. */
  private static GoalRow then(GoalRow before, GoalRow change) {
    return new GoalRow(
        before.district(),
        before.learner(),
        before.goal(),
        before.position(),
        change.definition() == null ? before.definition() : change.definition(),
        change.status() == null ? before.status() : change.status());
  }
}

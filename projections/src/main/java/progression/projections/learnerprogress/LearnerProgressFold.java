package progression.projections.learnerprogress;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.event.ChoiceMade;
import progression.event.CompetencyEvent;
import progression.event.GoalEvent;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.LevelEvent;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.PathwayContinued;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ReferenceEvent;
import progression.event.RosterEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.ThresholdsSet;
import progression.kernel.CompetencyId;
import progression.mastery.Policy.Prerequisites;
import progression.projections.rows.CommonFold;
import progression.projections.rows.CompetencyChange;
import progression.projections.runtime.ProjectedEvent;

/**
 * From events, in order, to row changes. Pure. Folded from a learner's first event the changes are
 * her rows; folded from a later one they are merged into her rows by the same rules in SQL.
 */
final class LearnerProgressFold {

  private record PolicyKey(String district, String policy) {}

  private record PathwayKey(String district, String learner, String pathway) {}

  private record StageKey(String district, String learner, String pathway, String stage) {}

  private record LevelKey(String district, String learner, String competency, BigDecimal level) {}

  private final CommonFold common = new CommonFold();
  private final Map<PolicyKey, LearnerProgressRows.Policy> policies = new LinkedHashMap<>();
  private final Map<CompetencyChange.Key, CompetencyChange> competencies = new LinkedHashMap<>();
  private final Map<PathwayKey, LearnerProgressRows.Pathway> pathways = new LinkedHashMap<>();
  private final Map<StageKey, LearnerProgressRows.Stage> stages = new LinkedHashMap<>();
  private final Map<LevelKey, LearnerProgressRows.Level> levels = new LinkedHashMap<>();
  private final GoalRows goals = new GoalRows();

  /** All of them, in order. */
  static LearnerProgressRows fold(List<ProjectedEvent> events) {
    LearnerProgressFold fold = new LearnerProgressFold();
    events.forEach(fold::apply);
    return fold.rows();
  }

  /** One more event. */
  void apply(ProjectedEvent recorded) {
    common.apply(recorded);
    switch (recorded.event()) {
      case LearnerEvent event -> apply(recorded, event);
      case PolicyAdopted event -> locks(recorded, event);
      case ReferenceEvent ignored -> {
        // the rest is common
      }
      case ThresholdsSet ignored -> {
        // she stands where she stands, whatever a dashboard calls it
      }
    }
  }

  /** The changes so far. */
  LearnerProgressRows rows() {
    return new LearnerProgressRows(
        common.rows(),
        List.copyOf(policies.values()),
        List.copyOf(competencies.values()),
        List.copyOf(pathways.values()),
        List.copyOf(stages.values()),
        List.copyOf(levels.values()),
        goals.goals(),
        goals.choices());
  }

  private void apply(ProjectedEvent recorded, LearnerEvent event) {
    String district = recorded.district();
    String learner = event.learner().value();
    switch (event) {
      case RosterEvent ignored -> {
        // who else is there does not move her
      }
      case GoalEvent e -> goals.apply(district, recorded.position(), e);
      case LearnerOwnedEvent e -> {
        // of what people say only a choice leads her on
        if (e instanceof ChoiceMade choice) {
          goals.apply(district, choice);
        }
      }
      case PathwayStarted e ->
          stands(district, learner, e.pathway().value(), e.pathwayVersion(), e.stage());
      case PathwayContinued e ->
          stands(district, learner, e.pathway().value(), e.pathwayVersion(), e.stage());
      case LearnerAdvanced e ->
          stands(district, learner, e.pathway().value(), e.pathwayVersion(), e.to());
      case StageCompleted e -> stage(district, learner, e.pathway().value(), e.stage(), true);
      case StagePlacedUnderReview e ->
          stage(district, learner, e.pathway().value(), e.stage(), false);
      case LevelReached e -> level(district, e, true);
      case LevelWithdrawn e -> level(district, e, false);
      case CompetencyEvent e -> shown(CompetencyChange.of(district, e));
    }
  }

  private void locks(ProjectedEvent recorded, PolicyAdopted event) {
    policies.put(
        new PolicyKey(recorded.district(), event.policy().value()),
        new LearnerProgressRows.Policy(
            recorded.district(),
            event.framework().value(),
            event.policy().value(),
            event.definition().competencies().stream().map(CompetencyId::value).toList(),
            event.definition().prerequisites() == Prerequisites.STRICT,
            recorded.position()));
  }

  private void stands(
      String district, String learner, String pathway, int version, @Nullable String stage) {
    pathways.put(
        new PathwayKey(district, learner, pathway),
        new LearnerProgressRows.Pathway(district, learner, pathway, version, stage));
  }

  private void stage(String district, String learner, String pathway, String stage, boolean holds) {
    stages.put(
        new StageKey(district, learner, pathway, stage),
        new LearnerProgressRows.Stage(district, learner, pathway, stage, holds));
  }

  private void level(String district, LevelEvent event, boolean holds) {
    String learner = event.learner().value();
    String competency = event.competency().value();
    levels.put(
        new LevelKey(district, learner, competency, event.level()),
        new LearnerProgressRows.Level(district, learner, competency, event.level(), holds));
  }

  private void shown(CompetencyChange change) {
    competencies.merge(change.key(), change, CompetencyChange::then);
  }
}

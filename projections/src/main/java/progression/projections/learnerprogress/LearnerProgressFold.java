package progression.projections.learnerprogress;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.event.ChoiceMade;
import progression.event.CompetencyEvent;
import progression.event.CompetencyMastered;
import progression.event.CompetencyRuled;
import progression.event.EvidenceCorrected;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRetracted;
import progression.event.GoalEvent;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.MasteryWithdrawn;
import progression.event.PathwayStarted;
import progression.event.ReferenceEvent;
import progression.event.RosterEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictChanged;
import progression.kernel.FrameworkId;
import progression.mastery.Grounds;
import progression.mastery.Verdict;
import progression.projections.runtime.CommonFold;
import progression.projections.runtime.ProjectedEvent;

/**
 * From events, in order, to row changes. Pure. Folded from a learner's first event the changes are
 * her rows; folded from a later one they are merged into her rows by the same rules in SQL.
 */
final class LearnerProgressFold {

  private record CompetencyKey(String district, String learner, String competency) {}

  private record PathwayKey(String district, String learner, String pathway) {}

  private record StageKey(String district, String learner, String pathway, String stage) {}

  private final CommonFold common = new CommonFold();
  private final Map<CompetencyKey, LearnerProgressRows.Competency> competencies =
      new LinkedHashMap<>();
  private final Map<PathwayKey, LearnerProgressRows.Pathway> pathways = new LinkedHashMap<>();
  private final Map<StageKey, LearnerProgressRows.Stage> stages = new LinkedHashMap<>();
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
      case ReferenceEvent ignored -> {
        // a verdict names its policy itself, and the rest is common
      }
    }
  }

  /** The changes so far. */
  LearnerProgressRows rows() {
    return new LearnerProgressRows(
        common.rows(),
        List.copyOf(competencies.values()),
        List.copyOf(pathways.values()),
        List.copyOf(stages.values()),
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
      case LearnerAdvanced e ->
          stands(district, learner, e.pathway().value(), e.pathwayVersion(), e.to());
      case StageCompleted e -> stage(district, learner, e.pathway().value(), e.stage(), true);
      case StagePlacedUnderReview e ->
          stage(district, learner, e.pathway().value(), e.stage(), false);
      case EvidenceRecorded e ->
          shown(
              said(
                  district,
                  e,
                  e.framework(),
                  e.verdict(),
                  1,
                  micros(e.evidence().occurredAt()),
                  false));
      case EvidenceRetracted e ->
          shown(
              said(
                  district,
                  e,
                  e.framework(),
                  e.verdict(),
                  e.remaining(),
                  micros(e.latest()),
                  true));
      case EvidenceReinstated e ->
          shown(
              said(
                  district,
                  e,
                  e.framework(),
                  e.verdict(),
                  e.remaining(),
                  micros(e.latest()),
                  true));
      case EvidenceCorrected e ->
          shown(said(district, e, e.framework(), e.verdict(), 0, null, false));
      case CompetencyRuled e ->
          shown(said(district, e, e.framework(), e.verdict(), 0, null, false));
      case VerdictChanged e -> shown(said(district, e, e.framework(), e.verdict(), 0, null, false));
      case CompetencyMastered e ->
          shown(
              claimed(
                  district,
                  e,
                  e.basis() == CompetencyMastered.Basis.OVERRIDDEN
                      ? Verdict.Status.OVERRIDDEN
                      : Verdict.Status.MASTERED,
                  e.framework(),
                  e.grounds()));
      case MasteryWithdrawn e ->
          shown(claimed(district, e, Verdict.Status.WITHDRAWN, e.framework(), e.grounds()));
    }
  }

  /** What a verdict says; {@code recounted} where the evidence is all that counts now. */
  private static LearnerProgressRows.Competency said(
      String district,
      CompetencyEvent event,
      FrameworkId framework,
      Verdict verdict,
      long evidence,
      @Nullable Instant lastEvidenceAt,
      boolean recounted) {
    return new LearnerProgressRows.Competency(
        district,
        event.learner().value(),
        event.competency().value(),
        framework.value(),
        text(verdict.status()),
        verdict.estimate(),
        evidence,
        lastEvidenceAt,
        micros(verdict.since()),
        recounted);
  }

  private static LearnerProgressRows.Competency claimed(
      String district,
      CompetencyEvent event,
      Verdict.Status status,
      FrameworkId framework,
      Grounds grounds) {
    return new LearnerProgressRows.Competency(
        district,
        event.learner().value(),
        event.competency().value(),
        framework.value(),
        text(status),
        grounds.estimate(),
        0,
        null,
        micros(grounds.since()),
        false);
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

  private void shown(LearnerProgressRows.Competency change) {
    competencies.merge(
        new CompetencyKey(change.district(), change.learner(), change.competency()),
        change,
        LearnerProgressFold::then);
  }

  /**
   * The later verdict stands; evidence adds up, unless it is counted anew. In SQL this is the
   * upsert of the same table.
   */
  private static LearnerProgressRows.Competency then(
      LearnerProgressRows.Competency before, LearnerProgressRows.Competency change) {
    return new LearnerProgressRows.Competency(
        change.district(),
        change.learner(),
        change.competency(),
        change.framework(),
        change.status(),
        change.estimate(),
        change.recounted() ? change.evidence() : before.evidence() + change.evidence(),
        change.recounted()
            ? change.lastEvidenceAt()
            : later(before.lastEvidenceAt(), change.lastEvidenceAt()),
        change.since(),
        before.recounted() || change.recounted());
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  /** As exact as the tables keep it, so that both ways to answer agree. */
  private static @Nullable Instant micros(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }

  private static String text(Verdict.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

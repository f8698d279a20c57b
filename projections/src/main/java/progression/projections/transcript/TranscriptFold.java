package progression.projections.transcript;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.event.CompetencyMastered;
import progression.event.Consequence;
import progression.event.GoalEvent;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.LevelEvent;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.MasteryWithdrawn;
import progression.event.PathwayContinued;
import progression.event.PathwayStarted;
import progression.event.ReferenceEvent;
import progression.event.RosterEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.ThresholdsSet;
import progression.event.VerdictChanged;
import progression.event.VerdictEvent;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.ledger.json.DomainJson;
import progression.mastery.Grounds;
import progression.projections.rows.CommonFold;
import progression.projections.runtime.ProjectedEvent;

/** From events, in order, to row changes. Pure. */
final class TranscriptFold {

  private record Key(String district, String learner, String one, String other) {}

  private record LevelKey(String district, String learner, String competency, BigDecimal level) {}

  private final CommonFold common = new CommonFold();
  private final Map<Key, TranscriptRows.Claim> claims = new LinkedHashMap<>();
  private final Map<LevelKey, TranscriptRows.Level> levels = new LinkedHashMap<>();
  private final List<TranscriptRows.Withdrawal> withdrawals = new ArrayList<>();
  private final Map<Key, TranscriptRows.Stage> stages = new LinkedHashMap<>();

  private TranscriptFold() {}

  /** All of them, in order. */
  static TranscriptRows fold(List<ProjectedEvent> events) {
    TranscriptFold fold = new TranscriptFold();
    events.forEach(fold::apply);
    return new TranscriptRows(
        fold.common.rows(),
        List.copyOf(fold.claims.values()),
        List.copyOf(fold.levels.values()),
        fold.withdrawals,
        List.copyOf(fold.stages.values()));
  }

  private void apply(ProjectedEvent recorded) {
    common.apply(recorded);
    switch (recorded.event()) {
      case LearnerEvent event -> apply(recorded, event);
      case ReferenceEvent ignored -> {
        // a claim names policy, framework and evidence itself
      }
      case ThresholdsSet ignored -> {
        // what dashboards say is not of a transcript
      }
    }
  }

  private void apply(ProjectedEvent recorded, LearnerEvent event) {
    String district = recorded.district();
    String learner = event.learner().value();
    switch (event) {
      case CompetencyMastered e ->
          claim(
              recorded,
              learner,
              e.competency().value(),
              e.basis(),
              e.framework().value(),
              e.frameworkVersion(),
              e.grounds());
      case MasteryWithdrawn e -> {
        claim(
            recorded,
            learner,
            e.competency().value(),
            null,
            e.framework().value(),
            e.frameworkVersion(),
            e.grounds());
        withdrawals.add(
            withdrawal(
                recorded,
                e,
                e.competency(),
                null,
                e.framework(),
                e.frameworkVersion(),
                e.grounds()));
      }
      case StageCompleted e ->
          stage(
              recorded, learner, e.pathway(), e.stage(), e.pathwayVersion(), recorded.recordedAt());
      case StagePlacedUnderReview e ->
          stage(recorded, learner, e.pathway(), e.stage(), e.pathwayVersion(), null);
      case LevelReached e -> level(district, e, true);
      case LevelWithdrawn e -> {
        level(district, e, false);
        withdrawals.add(
            withdrawal(
                recorded,
                e,
                e.competency(),
                e.level(),
                e.framework(),
                e.frameworkVersion(),
                e.grounds()));
      }
      case PathwayContinued ignored -> {
        // what she completed is told as it was
      }
      case PathwayStarted ignored -> {
        // nothing is achieved yet
      }
      case VerdictEvent ignored -> {
        // what it led to is told by the events behind it
      }
      case RosterEvent ignored -> {
        // a transcript tells of the learner alone
      }
      case GoalEvent ignored -> {
        // what she aims at is not yet shown
      }
      case LearnerOwnedEvent ignored -> {
        // nor is what people say
      }
      case VerdictChanged ignored -> {
        // no claim changed
      }
      case LearnerAdvanced ignored -> {
        // the completed stage was told before
      }
    }
  }

  private void claim(
      ProjectedEvent recorded,
      String learner,
      String competency,
      CompetencyMastered.@Nullable Basis basis,
      String framework,
      int frameworkVersion,
      Grounds grounds) {
    claims.put(
        new Key(recorded.district(), learner, competency, ""),
        new TranscriptRows.Claim(
            recorded.district(),
            learner,
            competency,
            basis == null ? null : text(basis),
            framework,
            frameworkVersion,
            policy(grounds),
            grounds.policyVersion(),
            grounds.estimate(),
            grounds.threshold(),
            micros(grounds.since()),
            grounds.used().stream().map(EvidenceId::value).toList(),
            grounds.reason(),
            recorded.recordedAt()));
  }

  private void level(String district, LevelEvent event, boolean holds) {
    String learner = event.learner().value();
    String competency = event.competency().value();
    levels.put(
        new LevelKey(district, learner, competency, event.level()),
        new TranscriptRows.Level(district, learner, competency, event.level(), holds));
  }

  private static TranscriptRows.Withdrawal withdrawal(
      ProjectedEvent recorded,
      Consequence event,
      CompetencyId competency,
      @Nullable BigDecimal level,
      FrameworkId framework,
      int frameworkVersion,
      Grounds grounds) {
    return new TranscriptRows.Withdrawal(
        recorded.district(),
        event.learner().value(),
        recorded.position(),
        competency.value(),
        level,
        framework.value(),
        frameworkVersion,
        policy(grounds),
        grounds.policyVersion(),
        DomainJson.mapper().valueToTree(event.cause()),
        grounds.reason(),
        recorded.recordedAt());
  }

  private static @Nullable String policy(Grounds grounds) {
    PolicyId policy = grounds.policy();
    return policy == null ? null : policy.value();
  }

  /** A review keeps when the stage was completed. */
  private void stage(
      ProjectedEvent recorded,
      String learner,
      PathwayId pathway,
      String stage,
      int version,
      @Nullable Instant completedAt) {
    Key key = new Key(recorded.district(), learner, pathway.value(), stage);
    TranscriptRows.Stage before = stages.get(key);
    Instant kept = before == null ? null : before.completedAt();
    stages.put(
        key,
        new TranscriptRows.Stage(
            recorded.district(),
            learner,
            pathway.value(),
            stage,
            version,
            completedAt != null,
            completedAt != null ? completedAt : kept));
  }

  private static String text(CompetencyMastered.Basis basis) {
    return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As exact as the tables keep it. */
  private static @Nullable Instant micros(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }
}

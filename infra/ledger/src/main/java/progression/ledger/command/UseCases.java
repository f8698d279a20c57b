package progression.ledger.command;

import java.util.List;
import progression.adoptpolicy.AdoptPolicy;
import progression.adoptpolicy.AdoptPolicyDecider;
import progression.enrolllearner.EnrollLearner;
import progression.enrolllearner.EnrollLearnerDecider;
import progression.mapobjectives.MapObjectives;
import progression.mapobjectives.MapObjectivesDecider;
import progression.migrateframework.MigrateFramework;
import progression.migrateframework.MigrateFrameworkDecider;
import progression.publishframework.PublishFramework;
import progression.publishframework.PublishFrameworkDecider;
import progression.publishpathway.PublishPathway;
import progression.publishpathway.PublishPathwayDecider;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidenceDecider;

/** Everything that can be asked of the write side. */
public final class UseCases {

  public static final UseCase<PublishFramework, ?, PublishFramework.Published> PUBLISH_FRAMEWORK =
      new UseCase<>("PublishFramework", new PublishFrameworkDecider());

  public static final UseCase<AdoptPolicy, ?, AdoptPolicy.Adopted> ADOPT_POLICY =
      new UseCase<>("AdoptPolicy", new AdoptPolicyDecider());

  public static final UseCase<PublishPathway, ?, PublishPathway.Published> PUBLISH_PATHWAY =
      new UseCase<>("PublishPathway", new PublishPathwayDecider());

  public static final UseCase<MigrateFramework, ?, List<MigrateFramework.Carried>>
      MIGRATE_FRAMEWORK = new UseCase<>("MigrateFramework", new MigrateFrameworkDecider());

  public static final UseCase<MapObjectives, ?, MapObjectives.Mapped> MAP_OBJECTIVES =
      new UseCase<>("MapObjectives", new MapObjectivesDecider());

  public static final UseCase<EnrollLearner, ?, EnrollLearner.Enrollment> ENROLL_LEARNER =
      new UseCase<>("EnrollLearner", new EnrollLearnerDecider());

  public static final UseCase<RecordEvidence, ?, List<LineOutcome>> RECORD_EVIDENCE =
      new UseCase<>("RecordEvidence", new RecordEvidenceDecider());

  private UseCases() {}

  /** All of them. */
  public static List<UseCase<?, ?, ?>> all() {
    return List.of(
        PUBLISH_FRAMEWORK,
        ADOPT_POLICY,
        PUBLISH_PATHWAY,
        MIGRATE_FRAMEWORK,
        MAP_OBJECTIVES,
        ENROLL_LEARNER,
        RECORD_EVIDENCE);
  }
}

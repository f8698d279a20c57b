package progression.ledger.command;

import java.util.List;
import progression.abandongoal.AbandonGoal;
import progression.abandongoal.AbandonGoalDecider;
import progression.adoptpolicy.AdoptPolicy;
import progression.adoptpolicy.AdoptPolicyDecider;
import progression.changemembership.ChangeMembership;
import progression.changemembership.ChangeMembershipDecider;
import progression.changeprofile.ChangeProfile;
import progression.changeprofile.ChangeProfileDecider;
import progression.changerelationship.ChangeRelationship;
import progression.changerelationship.ChangeRelationshipDecider;
import progression.concludecheckin.ConcludeCheckIn;
import progression.concludecheckin.ConcludeCheckInDecider;
import progression.consequence.Answer;
import progression.consequence.Revised;
import progression.correctevidence.CorrectEvidence;
import progression.correctevidence.CorrectEvidenceDecider;
import progression.curateportfolio.CuratePortfolio;
import progression.curateportfolio.CuratePortfolioDecider;
import progression.curriculum.Versioned;
import progression.enrolllearner.EnrollLearner;
import progression.enrolllearner.EnrollLearnerDecider;
import progression.entry.Entered;
import progression.expiremasteries.ExpireMasteries;
import progression.expiremasteries.ExpireMasteriesDecider;
import progression.givefeedback.GiveFeedback;
import progression.givefeedback.GiveFeedbackDecider;
import progression.goal.GoalOutcome;
import progression.makechoice.MakeChoice;
import progression.makechoice.MakeChoiceDecider;
import progression.mapobjectives.MapObjectives;
import progression.mapobjectives.MapObjectivesDecider;
import progression.migrateframework.MigrateFramework;
import progression.migrateframework.MigrateFrameworkDecider;
import progression.publishframework.PublishFramework;
import progression.publishframework.PublishFrameworkDecider;
import progression.publishpathway.PublishPathway;
import progression.publishpathway.PublishPathwayDecider;
import progression.reassess.Reassess;
import progression.reassess.ReassessDecider;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidenceDecider;
import progression.reevaluatepathway.ReevaluatePathway;
import progression.reevaluatepathway.ReevaluatePathwayDecider;
import progression.reevaluatepolicy.ReevaluatePolicy;
import progression.reevaluatepolicy.ReevaluatePolicyDecider;
import progression.reopengoal.ReopenGoal;
import progression.reopengoal.ReopenGoalDecider;
import progression.requestfeedback.RequestFeedback;
import progression.requestfeedback.RequestFeedbackDecider;
import progression.revisegoal.ReviseGoal;
import progression.revisegoal.ReviseGoalDecider;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetencyDecider;
import progression.schedulecheckin.ScheduleCheckIn;
import progression.schedulecheckin.ScheduleCheckInDecider;
import progression.setgoal.SetGoal;
import progression.setgoal.SetGoalDecider;
import progression.setthresholds.SetThresholds;
import progression.setthresholds.SetThresholdsDecider;
import progression.writereflection.WriteReflection;
import progression.writereflection.WriteReflectionDecider;

/** Everything that can be asked of the write side. */
public final class UseCases {

  public static final UseCase<PublishFramework, ?, Versioned> PUBLISH_FRAMEWORK =
      new UseCase<>("PublishFramework", new PublishFrameworkDecider());

  public static final UseCase<AdoptPolicy, ?, Versioned> ADOPT_POLICY =
      new UseCase<>("AdoptPolicy", new AdoptPolicyDecider());

  public static final UseCase<PublishPathway, ?, Versioned> PUBLISH_PATHWAY =
      new UseCase<>("PublishPathway", new PublishPathwayDecider());

  public static final UseCase<MigrateFramework, ?, List<MigrateFramework.Carried>>
      MIGRATE_FRAMEWORK = new UseCase<>("MigrateFramework", new MigrateFrameworkDecider());

  public static final UseCase<MapObjectives, ?, Versioned> MAP_OBJECTIVES =
      new UseCase<>("MapObjectives", new MapObjectivesDecider());

  public static final UseCase<SetThresholds, ?, Versioned> SET_THRESHOLDS =
      new UseCase<>("SetThresholds", new SetThresholdsDecider());

  public static final UseCase<EnrollLearner, ?, EnrollLearner.Enrolled> ENROLL_LEARNER =
      new UseCase<>("EnrollLearner", new EnrollLearnerDecider());

  public static final UseCase<RecordEvidence, ?, List<LineOutcome>> RECORD_EVIDENCE =
      new UseCase<>("RecordEvidence", new RecordEvidenceDecider());

  public static final UseCase<ChangeRelationship, ?, Boolean> CHANGE_RELATIONSHIP =
      new UseCase<>("ChangeRelationship", new ChangeRelationshipDecider());

  public static final UseCase<ChangeMembership, ?, Boolean> CHANGE_MEMBERSHIP =
      new UseCase<>("ChangeMembership", new ChangeMembershipDecider());

  public static final UseCase<ChangeProfile, ?, Entered> CHANGE_PROFILE =
      new UseCase<>("ChangeProfile", new ChangeProfileDecider());

  public static final UseCase<SetGoal, ?, GoalOutcome> SET_GOAL =
      new UseCase<>("SetGoal", new SetGoalDecider());

  public static final UseCase<ReviseGoal, ?, GoalOutcome> REVISE_GOAL =
      new UseCase<>("ReviseGoal", new ReviseGoalDecider());

  public static final UseCase<AbandonGoal, ?, GoalOutcome> ABANDON_GOAL =
      new UseCase<>("AbandonGoal", new AbandonGoalDecider());

  public static final UseCase<ReopenGoal, ?, GoalOutcome> REOPEN_GOAL =
      new UseCase<>("ReopenGoal", new ReopenGoalDecider());

  public static final UseCase<RequestFeedback, ?, Entered> REQUEST_FEEDBACK =
      new UseCase<>("RequestFeedback", new RequestFeedbackDecider());

  public static final UseCase<GiveFeedback, ?, Entered> GIVE_FEEDBACK =
      new UseCase<>("GiveFeedback", new GiveFeedbackDecider());

  public static final UseCase<WriteReflection, ?, Entered> WRITE_REFLECTION =
      new UseCase<>("WriteReflection", new WriteReflectionDecider());

  public static final UseCase<ScheduleCheckIn, ?, Entered> SCHEDULE_CHECK_IN =
      new UseCase<>("ScheduleCheckIn", new ScheduleCheckInDecider());

  public static final UseCase<ConcludeCheckIn, ?, Entered> CONCLUDE_CHECK_IN =
      new UseCase<>("ConcludeCheckIn", new ConcludeCheckInDecider());

  public static final UseCase<MakeChoice, ?, Entered> MAKE_CHOICE =
      new UseCase<>("MakeChoice", new MakeChoiceDecider());

  public static final UseCase<CuratePortfolio, ?, Entered> CURATE_PORTFOLIO =
      new UseCase<>("CuratePortfolio", new CuratePortfolioDecider());

  public static final UseCase<CorrectEvidence, ?, Answer> CORRECT_EVIDENCE =
      new UseCase<>("CorrectEvidence", new CorrectEvidenceDecider());

  public static final UseCase<RuleCompetency, ?, Answer> RULE_COMPETENCY =
      new UseCase<>("RuleCompetency", new RuleCompetencyDecider());

  public static final UseCase<Reassess, ?, Answer> REASSESS =
      new UseCase<>("Reassess", new ReassessDecider());

  public static final UseCase<ReevaluatePathway, ?, Revised> REEVALUATE_PATHWAY =
      new UseCase<>("ReevaluatePathway", new ReevaluatePathwayDecider());

  public static final UseCase<ReevaluatePolicy, ?, Revised> REEVALUATE_POLICY =
      new UseCase<>("ReevaluatePolicy", new ReevaluatePolicyDecider());

  public static final UseCase<ExpireMasteries, ?, Revised> EXPIRE_MASTERIES =
      new UseCase<>("ExpireMasteries", new ExpireMasteriesDecider());

  private UseCases() {}

  /** All of them. */
  public static List<UseCase<?, ?, ?>> all() {
    return List.of(
        PUBLISH_FRAMEWORK,
        ADOPT_POLICY,
        PUBLISH_PATHWAY,
        MIGRATE_FRAMEWORK,
        MAP_OBJECTIVES,
        SET_THRESHOLDS,
        ENROLL_LEARNER,
        RECORD_EVIDENCE,
        CHANGE_RELATIONSHIP,
        CHANGE_MEMBERSHIP,
        CHANGE_PROFILE,
        SET_GOAL,
        REVISE_GOAL,
        ABANDON_GOAL,
        REOPEN_GOAL,
        REQUEST_FEEDBACK,
        GIVE_FEEDBACK,
        WRITE_REFLECTION,
        SCHEDULE_CHECK_IN,
        CONCLUDE_CHECK_IN,
        MAKE_CHOICE,
        CURATE_PORTFOLIO,
        CORRECT_EVIDENCE,
        RULE_COMPETENCY,
        REASSESS,
        REEVALUATE_PATHWAY,
        REEVALUATE_POLICY,
        EXPIRE_MASTERIES);
  }
}

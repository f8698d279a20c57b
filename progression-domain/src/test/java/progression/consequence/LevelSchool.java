package progression.consequence;

import static progression.recordevidence.School.A;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.POLICY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.pathway;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal.Horizon;
import progression.correctevidence.CorrectEvidence;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.correctevidence.CorrectEvidenceDecider;
import progression.curriculum.Resolution.Found;
import progression.event.EventCatalog;
import progression.event.LearnerEnrolled;
import progression.event.LevelEvent;
import progression.event.LevelWithdrawn;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.Ruling;
import progression.goal.Aim;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Regression;
import progression.mastery.Policy.Requirements;
import progression.mastery.Score;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;
import progression.reevaluatepathway.ReevaluatePathway;
import progression.reevaluatepathway.ReevaluatePathwayDecider;
import progression.reevaluatepolicy.ReevaluatePolicy;
import progression.reevaluatepolicy.ReevaluatePolicyDecider;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetency.Effect;
import progression.rulecompetency.RuleCompetencyDecider;
import progression.setgoal.SetGoal;
import progression.setgoal.SetGoalDecider;

/**
 * A school where mastery is at 2 on a scale from 0 to 4, and the first stage of the pathway asks
 * for A at a level, which is 3 where nothing else is said.
 */
final class LevelSchool {

  static final BigDecimal THREE = new BigDecimal("3");
  private static final Found OF_A = new Found(MATH, A);
  static final Requirements A_MONTH =
      new Requirements(0, 0, 0, Set.of(), null, Period.ofMonths(1), null);
  static final int A_DAY = 24 * 60;

  private LevelSchool() {}

  static Scenario onHerWay(Regression regression) {
    return onHerWay(regression, "3");
  }

  static Scenario onHerWay(Regression regression, @Nullable String level) {
    return Scenario.given(
        framework(),
        policy(1, new Method.Latest(), regression, "2", Requirements.NONE),
        pathway(1, level, null, null, null),
        new LearnerEnrolled(LEARNER),
        new PathwayStarted(LEARNER, PATHWAY, 1, "one"));
  }

  static PolicyAdopted policy(
      int version,
      Method method,
      Regression regression,
      String threshold,
      Requirements requirements) {
    return new PolicyAdopted(
        POLICY, version, MATH, policy(method, regression, threshold, requirements, "4"));
  }

  static Policy policy(
      Method method,
      Regression regression,
      String threshold,
      Requirements requirements,
      String top) {
    return new Policy(
        "levels",
        MATH,
        List.of(),
        new Policy.Scale(BigDecimal.ZERO, new BigDecimal(top)),
        method,
        new BigDecimal(threshold),
        regression,
        Policy.Prerequisites.ADVISORY,
        requirements);
  }

  /** A score as a share of 4, so that any scale has it. */
  static Score of(int level) {
    return new Score.Raw(BigDecimal.valueOf(level), BigDecimal.valueOf(4));
  }

  static void setsGoal(Scenario school) {
    Aim.Stage stage = new Aim.Stage(PATHWAY, "one");
    school.accepts(
        new SetGoalDecider(),
        new SetGoal(
            LEARNER,
            new EntryId("g-1"),
            new Aim("the first stage", Horizon.SHORT, List.of(), stage, null, null),
            DISTRICT,
            curriculum(school.ledger())));
  }

  static List<String> scores(Scenario school, String id, int level, int minute) {
    return records(school, evidence(id, "A", level / 4.0, minute));
  }

  static List<String> records(Scenario school, Submission submission) {
    int before = school.ledger().size();
    school.accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submission));
    return told(school, before);
  }

  static List<String> corrects(Scenario school, String id, Correction correction) {
    int before = school.ledger().size();
    school.accepts(
        new CorrectEvidenceDecider(),
        new CorrectEvidence(
            LEARNER,
            OF_A,
            new EvidenceId("lms:" + id),
            ruling(before),
            correction,
            DISTRICT,
            START,
            curriculum(school.ledger())));
    return told(school, before);
  }

  static List<String> rules(Scenario school, Effect effect) {
    int before = school.ledger().size();
    school.accepts(
        new RuleCompetencyDecider(),
        new RuleCompetency(
            LEARNER, OF_A, ruling(before), effect, DISTRICT, START, curriculum(school.ledger())));
    return told(school, before);
  }

  static List<String> continues(Scenario school) {
    int before = school.ledger().size();
    school.accepts(
        new ReevaluatePathwayDecider(),
        new ReevaluatePathway(LEARNER, PATHWAY, START, curriculum(school.ledger())));
    return told(school, before);
  }

  static List<String> reevaluates(Scenario school) {
    return reevaluates(school, POLICY);
  }

  static List<String> reevaluates(Scenario school, PolicyId policy) {
    int before = school.ledger().size();
    school.accepts(
        new ReevaluatePolicyDecider(),
        new ReevaluatePolicy(LEARNER, policy, START, curriculum(school.ledger())));
    return told(school, before);
  }

  static Ruling ruling(int id) {
    return new Ruling(new RulingId("r-" + id), "T-1", "because");
  }

  static LevelWithdrawn withdrawn(Scenario school) {
    return (LevelWithdrawn)
        school.ledger(LevelEvent.class).reduce((first, later) -> later).orElseThrow();
  }

  /** The wire names of all that was recorded from a place on. */
  static List<String> told(Scenario school, int from) {
    return school.ledger().stream().skip(from).map(LevelSchool::name).toList();
  }

  static String name(ProgressionEvent event) {
    return EventCatalog.entry(event.getClass()).name();
  }
}

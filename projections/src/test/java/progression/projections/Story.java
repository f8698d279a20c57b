package progression.projections;

import static progression.event.FrameworkPublished.Association.Type.PRECEDES;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRetracted;
import progression.event.FrameworkPublished;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.MasteryWithdrawn;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.Ruling;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictOverridden;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Score;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;
import progression.pathway.Pathway;
import progression.pathway.Requirement;

/** Events as a district's year would leave them, for any learner. */
public final class Story {

  public static final FrameworkId MATH = new FrameworkId("math");
  public static final CompetencyId RATIOS = new CompetencyId("c-ratios");
  public static final CompetencyId RATES = new CompetencyId("c-rates");
  public static final PathwayId MATH_6 = new PathwayId("math-6");
  public static final Instant DAY = Instant.parse("2026-03-01T10:00:00Z");

  private static final PolicyId POLICY = new PolicyId("three-in-a-row");

  private static final Ruling RULING = new Ruling(new RulingId("r-1"), "T-9", "because");

  private Story() {}

  /** A version of the framework; from the second on its codes are others. */
  public static FrameworkPublished framework(int version) {
    return framework(MATH, version);
  }

  /** The same competencies in a framework of another name. */
  public static FrameworkPublished framework(FrameworkId framework, int version) {
    String suffix = version == 1 ? "" : "-v" + version;
    return new FrameworkPublished(
        framework,
        version,
        "Math",
        "1.0",
        List.of(
            new FrameworkPublished.Competency(RATIOS, "6.RP.A.1" + suffix, "Understand ratios"),
            new FrameworkPublished.Competency(RATES, "6.RP.A.2" + suffix, "Understand rates")),
        List.of(
            new FrameworkPublished.Association(RATIOS, PRECEDES, RATES),
            new FrameworkPublished.Association(new CompetencyId("c-elsewhere"), PRECEDES, RATES)),
        "00",
        "{}");
  }

  /** The last score decides on some competencies, or on all, whose prerequisites may lock them. */
  public static ProgressionEvent policy(
      PolicyId policy, int version, Prerequisites prerequisites, CompetencyId... competencies) {
    return new PolicyAdopted(
        policy,
        version,
        MATH,
        new Policy(
            "The last one",
            MATH,
            List.of(competencies),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            new Method.Latest(),
            BigDecimal.ONE,
            Policy.Regression.STICKY,
            prerequisites,
            Policy.Requirements.NONE));
  }

  /** Three stages, one after another. */
  public static ProgressionEvent pathway() {
    return pathway(null);
  }

  /** The same; the first asks for a level, or for none. */
  public static ProgressionEvent pathway(@Nullable String level) {
    return new PathwayPublished(
        MATH_6,
        1,
        MATH,
        new Pathway(
            "Math 6",
            MATH,
            List.of(
                new Pathway.Stage(
                    "ratios",
                    "Ratios",
                    new Requirement.Mastered(RATIOS, level == null ? null : new BigDecimal(level))),
                new Pathway.Stage("rates", "Rates", new Requirement.Mastered(RATES)),
                new Pathway.Stage("more", "More", new Requirement.Mastered(RATES)))));
  }

  public static List<LearnerEvent> enrolled(String learner) {
    LearnerId id = new LearnerId(learner);
    return List.of(new LearnerEnrolled(id), new PathwayStarted(id, MATH_6, 1, "ratios"));
  }

  /** Evidence on a day of March, and the verdict it leads to. */
  public static LearnerEvent evidence(
      String learner, CompetencyId competency, int day, Status status, @Nullable String estimate) {
    return new EvidenceRecorded(
        new Evidence(
            evidenceId(learner, competency, day),
            new LearnerId(learner),
            competency,
            Evidence.Kind.ASSESSMENT,
            new Score.Scaled(new BigDecimal("0.85")),
            "T-7",
            "classroom",
            List.of(),
            List.of(),
            at(day),
            null),
        MATH,
        1,
        new Verdict(
            status,
            estimate == null ? null : new BigDecimal(estimate),
            new BigDecimal("0.8"),
            POLICY,
            3,
            status == Status.MASTERED ? at(day) : null,
            "because"),
        null);
  }

  /** The third piece shows mastery, completes the first stage and advances her. */
  public static List<LearnerEvent> mastersRatios(String learner) {
    LearnerId id = new LearnerId(learner);
    Cause cause = new Cause.ByEvidence(evidenceId(learner, RATIOS, 3));
    return List.of(
        evidence(learner, RATIOS, 3, Status.MASTERED, "0.866666666666666666"),
        mastered(learner, RATIOS, 3),
        new StageCompleted(id, MATH_6, 1, MATH, 1, "ratios", List.of(RATIOS), cause),
        new LearnerAdvanced(id, MATH_6, 1, MATH, 1, "ratios", "rates", cause));
  }

  /** The record claims a mastery. */
  public static LearnerEvent mastered(String learner, CompetencyId competency, int day) {
    return new CompetencyMastered(
        new LearnerId(learner),
        competency,
        MATH,
        1,
        Basis.DEMONSTRATED,
        new Cause.ByEvidence(evidenceId(learner, competency, day)),
        grounds(learner, at(day)));
  }

  /** A mastery reaches a level from a day of March on. */
  public static LearnerEvent reached(
      String learner, CompetencyId competency, int day, String level) {
    return new LevelReached(
        new LearnerId(learner),
        competency,
        new BigDecimal(level),
        MATH,
        1,
        new Cause.ByEvidence(evidenceId(learner, competency, day)),
        grounds(learner, at(day)));
  }

  /** And no longer does. */
  public static LearnerEvent lowered(
      String learner, CompetencyId competency, int day, String level) {
    return new LevelWithdrawn(
        new LearnerId(learner),
        competency,
        new BigDecimal(level),
        MATH,
        1,
        new Cause.ByEvidence(evidenceId(learner, competency, day)),
        grounds(learner, null));
  }

  /** Late evidence from before takes it back. */
  public static List<LearnerEvent> losesRatios(String learner) {
    LearnerId id = new LearnerId(learner);
    Cause cause = new Cause.ByEvidence(evidenceId(learner, RATIOS, 2));
    return List.of(
        evidence(learner, RATIOS, 2, Status.WITHDRAWN, "0.4"),
        new MasteryWithdrawn(id, RATIOS, MATH, 1, cause, grounds(learner, null)),
        new StagePlacedUnderReview(id, MATH_6, 1, MATH, 1, "ratios", List.of(RATIOS), cause));
  }

  /** The evidence of a day is taken out of the count; one piece remains. */
  public static LearnerEvent retracted(String learner, CompetencyId competency, int day) {
    return new EvidenceRetracted(
        new LearnerId(learner),
        competency,
        evidenceId(learner, competency, day),
        MATH,
        1,
        RULING,
        1,
        at(1),
        verdict(Status.WITHDRAWN));
  }

  /** It counts again. */
  public static LearnerEvent reinstated(String learner, CompetencyId competency, int day) {
    return new EvidenceReinstated(
        new LearnerId(learner),
        competency,
        evidenceId(learner, competency, day),
        MATH,
        1,
        RULING,
        2,
        at(day),
        verdict(Status.MASTERED));
  }

  /** A person vouches for a mastery. */
  public static List<LearnerEvent> overridden(String learner, CompetencyId competency) {
    LearnerId id = new LearnerId(learner);
    return List.of(
        new VerdictOverridden(id, competency, MATH, 1, RULING, verdict(Status.OVERRIDDEN)),
        new CompetencyMastered(
            id,
            competency,
            MATH,
            1,
            Basis.OVERRIDDEN,
            new Cause.ByRuling(competency, RULING.id()),
            grounds(learner, null)));
  }

  /** The same where no policy speaks of the competency. */
  public static List<LearnerEvent> overriddenWithoutPolicy(
      String learner, CompetencyId competency) {
    LearnerId id = new LearnerId(learner);
    String reason = "A person vouches for the mastery.";
    return List.of(
        new VerdictOverridden(
            id,
            competency,
            MATH,
            1,
            RULING,
            new Verdict(Status.OVERRIDDEN, null, null, null, 0, null, reason)),
        new CompetencyMastered(
            id,
            competency,
            MATH,
            1,
            Basis.OVERRIDDEN,
            new Cause.ByRuling(competency, RULING.id()),
            new Grounds(null, 0, null, null, null, List.of(), List.of(), reason)));
  }

  private static Verdict verdict(Status status) {
    return new Verdict(
        status, new BigDecimal("0.25"), new BigDecimal("0.8"), POLICY, 3, null, "because");
  }

  public static EvidenceId evidenceId(String learner, CompetencyId competency, int day) {
    return new EvidenceId("lms:" + learner + "-" + competency.value() + "-" + day);
  }

  public static Instant at(int day) {
    return DAY.plusSeconds(86_400L * (day - 1));
  }

  private static Grounds grounds(String learner, @Nullable Instant since) {
    return new Grounds(
        POLICY,
        3,
        new BigDecimal("0.866666666666666666"),
        new BigDecimal("0.8"),
        since,
        List.of(evidenceId(learner, RATIOS, 1), evidenceId(learner, RATIOS, 3)),
        List.of(),
        "because");
  }
}

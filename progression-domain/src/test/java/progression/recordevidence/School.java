package progression.recordevidence;

import static progression.event.FrameworkPublished.Association.Type.PRECEDES;
import static progression.roster.People.DISTRICT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.event.LearnerEnrolled;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy;
import progression.mastery.Score;
import progression.pathway.Pathway;
import progression.pathway.Requirement;
import progression.recordevidence.RecordEvidence.Submission;

/** A small school: the framework "math" with four competencies, and a learner. */
public final class School {

  public static final FrameworkId MATH = new FrameworkId("math");
  public static final FrameworkId ART = new FrameworkId("art");
  public static final PolicyId POLICY = new PolicyId("in-a-row");
  public static final PathwayId PATHWAY = new PathwayId("math-6");
  public static final LearnerId LEARNER = new LearnerId("S-1");
  public static final CompetencyId A = new CompetencyId("id-a");
  public static final CompetencyId B = new CompetencyId("id-b");
  public static final CompetencyId C = new CompetencyId("id-c");
  public static final CompetencyId D = new CompetencyId("id-d");
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private School() {}

  public static FrameworkPublished framework(int version, CompetencyId... competencies) {
    return framework(version, List.of(), competencies);
  }

  private static FrameworkPublished framework(
      int version, List<Association> associations, CompetencyId... competencies) {
    return new FrameworkPublished(
        MATH,
        version,
        "Math",
        "1.0",
        Arrays.stream(competencies)
            .map(id -> new Competency(id, id.value().substring(3).toUpperCase(), "about " + id))
            .toList(),
        associations,
        "digest-" + version,
        "{}");
  }

  public static FrameworkPublished framework() {
    return framework(1, A, B, C, D);
  }

  public static PolicyAdopted policy(int version, int inARow, Policy.Regression regression) {
    return policy(version, inARow, regression, Policy.Prerequisites.ADVISORY);
  }

  public static PolicyAdopted policy(
      int version, int inARow, Policy.Regression regression, Policy.Prerequisites prerequisites) {
    return adopted(
        version,
        new Policy(
            "in a row",
            MATH,
            List.of(),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            new Method.Consecutive(inARow),
            BigDecimal.ONE,
            regression,
            prerequisites,
            Policy.Requirements.NONE));
  }

  /** Stage 1 asks for A, stage 2 for B, stage 3 for one of C and D. */
  public static PathwayPublished pathway() {
    return pathway(1, null, null, null, null);
  }

  /** The same with a level for each of the four, or none. */
  public static PathwayPublished pathway(
      int version, @Nullable String a, @Nullable String b, @Nullable String c, @Nullable String d) {
    return new PathwayPublished(
        PATHWAY,
        version,
        MATH,
        new Pathway(
            "Math 6",
            MATH,
            List.of(
                new Pathway.Stage("one", "One", mastered(A, a)),
                new Pathway.Stage("two", "Two", mastered(B, b)),
                new Pathway.Stage(
                    "three",
                    "Three",
                    new Requirement.AnyOf(List.of(mastered(C, c), mastered(D, d)))))));
  }

  /** Asks for a competency, at a level or at none. */
  public static Requirement mastered(CompetencyId competency, @Nullable String level) {
    return new Requirement.Mastered(competency, level == null ? null : new BigDecimal(level));
  }

  /** Framework, policy, pathway, and the learner at its first stage. */
  public static ProgressionEvent[] opened(int inARow, Policy.Regression regression) {
    return new ProgressionEvent[] {
      framework(),
      policy(1, inARow, regression),
      pathway(),
      new LearnerEnrolled(LEARNER),
      new PathwayStarted(LEARNER, PATHWAY, 1, "one")
    };
  }

  /** The same, where A strictly precedes B, and B precedes C. */
  public static ProgressionEvent[] strict(int inARow, Policy.Regression regression) {
    return linked(inARow, regression, Policy.Prerequisites.STRICT, A, B, C);
  }

  /** The same, where each of these precedes the next. */
  public static ProgressionEvent[] linked(
      int inARow,
      Policy.Regression regression,
      Policy.Prerequisites prerequisites,
      CompetencyId... chain) {
    ProgressionEvent[] opened = opened(inARow, regression);
    opened[0] =
        framework(
            1,
            IntStream.range(1, chain.length)
                .mapToObj(next -> new Association(chain[next - 1], PRECEDES, chain[next]))
                .toList(),
            Stream.concat(Stream.of(A, B, C, D), Stream.of(chain))
                .distinct()
                .toArray(CompetencyId[]::new));
    opened[1] = policy(1, inARow, regression, prerequisites);
    return opened;
  }

  /** The same, with other requirements in its policy. */
  public static ProgressionEvent[] requiring(
      Policy.Requirements requirements, ProgressionEvent[] opened) {
    Policy policy = ((PolicyAdopted) opened[1]).definition();
    opened[1] =
        adopted(
            1,
            new Policy(
                policy.title(),
                MATH,
                List.of(),
                policy.scale(),
                policy.method(),
                policy.threshold(),
                policy.regression(),
                policy.prerequisites(),
                requirements));
    return opened;
  }

  /** A takes ratings of its skills, and their average decides. */
  public static PolicyAdopted skills(
      int version, String threshold, Policy.Regression regression, Skill... skills) {
    return new PolicyAdopted(
        new PolicyId("skills"),
        version,
        MATH,
        new Policy(
            "skills",
            MATH,
            List.of(A),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            new Method.EvidenceRequirements(null, null, List.of(skills)),
            new BigDecimal(threshold),
            regression,
            Policy.Prerequisites.ADVISORY,
            Policy.Requirements.NONE));
  }

  /** Another framework, with one competency of that code; it comes behind others, if at all. */
  public static FrameworkPublished art(CompetencyId id, String code, CompetencyId... before) {
    return art(1, id, code, before);
  }

  /** The same in another version. */
  public static FrameworkPublished art(
      int version, CompetencyId id, String code, CompetencyId... before) {
    return new FrameworkPublished(
        ART,
        version,
        "Art",
        "1.0",
        List.of(new Competency(id, code, "Perspective")),
        Stream.of(before).map(one -> new Association(one, PRECEDES, id)).toList(),
        "digest-" + version,
        "{}");
  }

  private static PolicyAdopted adopted(int version, Policy policy) {
    return new PolicyAdopted(POLICY, version, MATH, policy);
  }

  /** What is in force after these events, as a command would be completed with it. */
  public static Curriculum curriculum(List<? extends ProgressionEvent> ledger) {
    Curriculum curriculum = Curriculum.EMPTY;
    for (int position = 0; position < ledger.size(); position++) {
      if (ledger.get(position) instanceof ReferenceEvent event) {
        curriculum = curriculum.evolve(event, position);
      }
    }
    return curriculum.upTo(ledger.size() - 1L);
  }

  /** Evidence by code, at so many minutes after the start; no score where it is null. */
  public static Submission evidence(String id, String code, @Nullable Double score, int minute) {
    return evidence(id, code, score, minute, Evidence.Kind.ASSESSMENT);
  }

  /** The same of any kind. */
  public static Submission evidence(
      String id, String code, @Nullable Double score, int minute, Evidence.Kind kind) {
    return new Submission(
        new EvidenceId("lms:" + id),
        code,
        null,
        kind,
        score == null ? null : new Score.Scaled(BigDecimal.valueOf(score)),
        "T-7",
        "classroom",
        List.of(),
        List.of(),
        START.plusSeconds(60L * minute),
        null);
  }

  public static RecordEvidence record(Curriculum curriculum, Submission... submissions) {
    return RecordEvidence.of(
        LEARNER,
        Stream.of(submissions).toList(),
        DISTRICT,
        START.plusSeconds(1_000_000),
        curriculum);
  }
}

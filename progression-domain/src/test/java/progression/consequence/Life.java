package progression.consequence;

import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.POLICY;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.pathway;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.LearnerEnrolled;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.kernel.Scenario;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.School;

/**
 * What happens to a learner on a pathway whose competencies A, B and C precede one another: the
 * same for the same seed. Moments coincide, scores meet the threshold exactly, ids come twice.
 */
record Life(Policy policy, PathwayPublished way, List<Submission> steps) {

  private static final List<String> CODES = List.of("A", "B", "C", "D");
  private static final int MOST_STEPS = 25;

  static Life of(long seed) {
    Random random = new Random(seed);
    Policy policy =
        new Policy(
            "random",
            MATH,
            List.of(),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            method(random),
            new BigDecimal("0.5"),
            random.nextBoolean() ? Policy.Regression.STICKY : Policy.Regression.TRACKING,
            random.nextBoolean() ? Policy.Prerequisites.STRICT : Policy.Prerequisites.ADVISORY,
            Policy.Requirements.NONE);
    Random levels = new Random(-1 - seed);
    PathwayPublished way = pathway(1, level(levels), level(levels), level(levels), level(levels));
    List<Submission> steps = new ArrayList<>();
    int size = random.nextInt(MOST_STEPS);
    for (int n = 0; n < size; n++) {
      boolean again = !steps.isEmpty() && random.nextInt(8) == 0;
      steps.add(again ? steps.get(random.nextInt(steps.size())) : step(n, random));
    }
    return new Life(policy, way, List.copyOf(steps));
  }

  private static Submission step(int n, Random random) {
    Double score = random.nextInt(10) == 0 ? null : 0.25 * random.nextInt(5);
    String code = CODES.get(random.nextInt(CODES.size()));
    return School.evidence("e" + n, code, score, random.nextInt(12));
  }

  /** Below, at and above the threshold; half of the time none is asked for. */
  private static @Nullable String level(Random random) {
    int quarters = random.nextInt(8);
    return quarters > 4 || quarters == 0 ? null : Double.toString(0.25 * quarters);
  }

  private static Method method(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Method.Consecutive(1 + random.nextInt(3));
      case 1 -> new Method.NOfLastM(1 + random.nextInt(2), 3);
      case 2 -> new Method.Latest();
      case 3 -> new Method.DecayingAverage(new BigDecimal("0.65"));
      default -> new Method.Average();
    };
  }

  Life with(List<Submission> others) {
    return new Life(policy, way, List.copyOf(others));
  }

  /** The school on the day before the first step. */
  Scenario school() {
    FrameworkPublished plain = framework();
    return Scenario.given(
        new FrameworkPublished(
            plain.framework(),
            plain.version(),
            plain.title(),
            plain.caseVersion(),
            plain.competencies(),
            List.of(
                new Association(A, Association.Type.PRECEDES, B),
                new Association(B, Association.Type.PRECEDES, C)),
            plain.digest(),
            plain.casePackage()),
        new PolicyAdopted(POLICY, 1, MATH, policy),
        way,
        new LearnerEnrolled(LEARNER),
        new PathwayStarted(LEARNER, PATHWAY, 1, "one"));
  }

  /** All that was recorded by the end. */
  List<ProgressionEvent> ledger() {
    Scenario school = school();
    steps.forEach(step -> Reference.take(school, step));
    return school.ledger();
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            "%s %s %s %s"
                .formatted(
                    policy.method(),
                    policy.regression(),
                    policy.prerequisites(),
                    way.definition().asked().map(Claims::called).toList()));
    for (Submission step : steps) {
      text.append(
          "\n  %s on %s: %s at %s"
              .formatted(step.id(), step.competency(), step.score(), step.occurredAt()));
    }
    return text.toString();
  }
}

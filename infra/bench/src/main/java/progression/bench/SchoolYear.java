package progression.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import progression.advice.Thresholds;
import progression.bench.Database.FreshLedger;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Competency;
import progression.event.PathwayPublished;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.event.ThresholdsSet;
import progression.kernel.FrameworkId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.ledger.Ledger;
import progression.ledger.Priority;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.pathway.Pathway;
import progression.pathway.Requirement;

/**
 * A ledger that holds a district's year, of which every projection writes: what each learner's
 * {@link LearnerYear} brings, week by week, so that no learner's events stand together.
 */
final class SchoolYear implements AutoCloseable {

  static final PathwayId PATHWAY = new PathwayId("math-6");
  static final int STAGES = 4;

  /** Competencies that a stage speaks of. */
  static final int OF_STAGE = 3;

  private static final FrameworkId MATH = new FrameworkId("math");
  private static final int APPEND = 200;

  private final FreshLedger fresh;

  SchoolYear(Database database, int learners) throws Exception {
    fresh = database.freshLedger();
    Appends appends = new Appends(fresh.ledger(), Priority.BULK);
    List<ReferenceEvent> published = List.of(framework(), policy(), pathway());
    long position = -1;
    Curriculum curriculum = Curriculum.EMPTY;
    for (ReferenceEvent event : published) {
      position = appends.decided(List.of(List.of(event)));
      curriculum = curriculum.evolve(event, position);
    }
    appends.decided(List.of(List.of(new ThresholdsSet(1, Thresholds.DEFAULT))));
    Curriculum inForce = curriculum.upTo(position);
    List<LearnerYear> years =
        IntStream.range(0, learners).mapToObj(number -> new LearnerYear(number, inForce)).toList();
    for (int week = 0; week < LearnerYear.WEEKS; week++) {
      int now = week;
      List<List<ProgressionEvent>> decided =
          years.parallelStream().flatMap(year -> year.week(now).stream()).toList();
      for (int from = 0; from < decided.size(); from += APPEND) {
        appends.decided(decided.subList(from, Math.min(from + APPEND, decided.size())));
      }
    }
    SetupJdbc.vacuum(database.connections(), ledger().schema());
  }

  Ledger ledger() {
    return fresh.ledger();
  }

  static String stage(int number) {
    return "unit-" + number;
  }

  /** One of a stage's competencies. */
  static Found found(int stage, int number) {
    return new Found(MATH, Samples.competency(stage * OF_STAGE + number));
  }

  private static FrameworkPublished framework() {
    List<Competency> competencies =
        IntStream.range(0, STAGES * OF_STAGE)
            .mapToObj(i -> new Competency(Samples.competency(i), "6.RP.A." + i, "Uses ratios."))
            .toList();
    return new FrameworkPublished(
        MATH, 1, "Mathematics", "1.1", competencies, List.of(), "0".repeat(64), "{}");
  }

  private static PolicyAdopted policy() {
    return new PolicyAdopted(
        new PolicyId("two-in-a-row"),
        1,
        MATH,
        new Policy(
            "Two in a row",
            MATH,
            List.of(),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            new Method.Consecutive(2),
            new BigDecimal("0.8"),
            Policy.Regression.STICKY,
            Policy.Prerequisites.ADVISORY,
            Policy.Requirements.NONE));
  }

  /** Each stage asks for one competency at a level and leaves a choice of the others. */
  private static PathwayPublished pathway() {
    List<Pathway.Stage> stages =
        IntStream.range(0, STAGES)
            .mapToObj(i ->
                new Pathway.Stage(
                    stage(i),
                    "Unit",
                    new Requirement.AllOf(
                        List.of(
                            new Requirement.Mastered(
                                found(i, 0).competency(), new BigDecimal("0.9")),
                            new Requirement.AnyOf(
                                List.of(
                                    new Requirement.Mastered(found(i, 1).competency()),
                                    new Requirement.Mastered(found(i, 2).competency()))))),
                    LearnerYear.WEEKS / STAGES))
            .toList();
    return new PathwayPublished(PATHWAY, 1, MATH, new Pathway("Math 6", MATH, stages));
  }

  @Override
  public void close() throws Exception {
    fresh.close();
  }
}

package progression.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import progression.adoptpolicy.AdoptPolicy;
import progression.agency.Actor;
import progression.agency.Role;
import progression.consequence.Answer;
import progression.enrolllearner.EnrollLearner;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Association.Type;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCases;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Score;
import progression.publishframework.PublishFramework;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;
import progression.recordevidence.RecordEvidence.Submission;

/** A node of the write side without its HTTP: evidence goes all the way that production's goes. */
final class RecordingNode implements AutoCloseable {

  private static final FrameworkId MATH = new FrameworkId("math");
  private static final Actor SIS = new Actor(Role.DISTRICT, "district-sis");
  private static final String RATIOS = "6d2f5c1e-0000-4000-8000-000000000001";
  private static final String RATES = "6d2f5c1e-0000-4000-8000-000000000002";
  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
  private static final CommandContext CONTEXT =
      new CommandContext("district-sis", null, null, "c-1", TIME, Priority.INTERACTIVE);

  private final String district;
  private final Ledgers ledgers;
  private final Commands commands;
  private final CurriculumSource curricula;

  RecordingNode(String district, DataSource dataSource) {
    this(district, dataSource, Ledger::new);
  }

  /** The same with a ledger that something was done to. */
  RecordingNode(String district, DataSource dataSource, Ledgers.LedgerFactory ledger) {
    this.district = district;
    ledgers = Ledgers.open(Map.of(district, dataSource), ledger);
    commands = new Commands(ledgers, UseCases.all());
    curricula = new CurriculumSource(ledgers, Duration.ofHours(1));
  }

  LedgerReader reader() {
    return ledgers.of(district).reader();
  }

  /** Publishes a framework of ratios and rates, each of which a single good score masters. */
  void openSchool() {
    commands.dispatch(
        UseCases.PUBLISH_FRAMEWORK,
        district,
        CONTEXT,
        null,
        () ->
            new PublishFramework(
                MATH,
                "Mathematics",
                "1.1",
                List.of(
                    new Competency(new CompetencyId(RATIOS), "6.RP.A.1", "Ratios"),
                    new Competency(new CompetencyId(RATES), "6.RP.A.2", "Rates")),
                List.of(
                    new Association(
                        new CompetencyId(RATIOS), Type.PRECEDES, new CompetencyId(RATES))),
                "00",
                "{}",
                curricula.fresh(district)));
    adopt("0.5", Prerequisites.ADVISORY);
  }

  /** Now only a perfect score masters. */
  void raiseTheBar() {
    adopt("1", Prerequisites.ADVISORY);
  }

  /** Now a poor score is enough, and for rates only once ratios are mastered. */
  void turnStrict() {
    adopt("0.1", Prerequisites.STRICT);
  }

  private void adopt(String threshold, Prerequisites prerequisites) {
    commands.dispatch(
        UseCases.ADOPT_POLICY,
        district,
        CONTEXT,
        null,
        () ->
            new AdoptPolicy(
                new PolicyId("latest"),
                new Policy(
                    "the latest",
                    MATH,
                    List.of(),
                    new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
                    new Method.Latest(),
                    new BigDecimal(threshold),
                    Policy.Regression.STICKY,
                    prerequisites,
                    Policy.Requirements.NONE),
                curricula.fresh(district)));
    curricula.fresh(district);
  }

  void enroll(String learner) {
    commands.dispatch(
        UseCases.ENROLL_LEARNER,
        district,
        CONTEXT,
        learner,
        () ->
            new EnrollLearner(
                new LearnerId(learner),
                List.of(),
                null,
                SIS,
                Instant.now(),
                curricula.current(district)));
  }

  /**
   * Records evidence of one learner with these ids, in one append.
   *
   * @return where each stands, and whether it was there before
   */
  List<Answer> record(String learner, List<String> evidence) {
    return Commands.await(submit(learner, evidence));
  }

  /** The same with another score than 0.9. */
  List<Answer> record(String learner, List<String> evidence, String score) {
    return Commands.await(submit(learner, evidence, score));
  }

  /** Records a score of 0.2 on rates. */
  void recordRates(String learner, String evidence) {
    Commands.await(send(learner, List.of(submission(evidence, RATES, "0.2"))));
  }

  CompletableFuture<List<Answer>> submit(String learner, List<String> evidence) {
    return submit(learner, evidence, "0.9");
  }

  private CompletableFuture<List<Answer>> submit(
      String learner, List<String> evidence, String score) {
    return send(learner, evidence.stream().map(id -> submission(id, RATIOS, score)).toList());
  }

  private CompletableFuture<List<Answer>> send(String learner, List<Submission> submissions) {
    return commands
        .submit(
            UseCases.RECORD_EVIDENCE,
            district,
            CONTEXT,
            learner,
            () -> {
              var known =
                  RecordEvidence.of(
                      new LearnerId(learner), submissions, SIS, TIME, curricula.current(district));
              return known.isResolved() ? known : known.with(curricula.fresh(district));
            })
        .thenApply(RecordingNode::located);
  }

  @Override
  public void close() {
    commands.close();
    ledgers.close();
  }

  private static Submission submission(String id, String competency, String score) {
    return new Submission(
        new EvidenceId(id),
        competency,
        null,
        Evidence.Kind.ASSESSMENT,
        new Score.Scaled(new BigDecimal(score)),
        null,
        null,
        List.of(),
        List.of(),
        TIME,
        null);
  }

  private static List<Answer> located(Outcome<List<LineOutcome>> outcome) {
    Outcome.Recorded<List<LineOutcome>> recorded = (Outcome.Recorded<List<LineOutcome>>) outcome;
    return recorded.outcome().stream()
        .map(line -> inRecord(line).answer().located(recorded.firstPosition()))
        .toList();
  }

  private static InRecord inRecord(LineOutcome line) {
    return switch (line) {
      case InRecord recorded -> recorded;
      case Refused refused ->
          throw new IllegalStateException("refused: " + refused.rejection().type().slug());
    };
  }
}

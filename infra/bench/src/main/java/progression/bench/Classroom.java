package progression.bench;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.adoptpolicy.AdoptPolicy;
import progression.agency.Actor;
import progression.agency.Role;
import progression.bench.Database.FreshLedger;
import progression.curriculum.Curriculum;
import progression.enrolllearner.EnrollLearner;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.ledger.CurriculumSource;
import progression.ledger.Priority;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCase;
import progression.ledger.command.UseCases;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Score;
import progression.publishframework.PublishFramework;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.Submission;

/**
 * A district with a framework, a policy and enrolled learners who have some evidence on one
 * competency each: the product's own command path, from the command to its durable outcome. Each
 * learner's boundary starts with eight events (her enrolment and seven pieces of evidence) and
 * grows while commands are measured.
 */
final class Classroom implements AutoCloseable {

  static final int EVIDENCE = 7;
  private static final FrameworkId MATH = new FrameworkId("math");
  private static final Actor SIS = new Actor(Role.DISTRICT, "district-sis");
  private static final Duration STALENESS = Duration.ofSeconds(1);

  private final FreshLedger fresh;
  private final Commands commands;
  private final CurriculumSource curriculum;
  private final int learners;

  Classroom(Database database, int learners) throws Exception {
    this.learners = learners;
    fresh = database.freshLedger();
    commands = new Commands(fresh.ledgers(), UseCases.all());
    curriculum = new CurriculumSource(fresh.ledgers(), STALENESS);
    dispatch(UseCases.PUBLISH_FRAMEWORK, null, this::framework);
    dispatch(UseCases.ADOPT_POLICY, null, this::policy);
    forAll(learner ->
        submit(
            UseCases.ENROLL_LEARNER,
            learner,
            () -> new EnrollLearner(learner, List.of(), null, SIS, Instant.now(), current())));
    forAll(learner -> submit(UseCases.RECORD_EVIDENCE, learner, () -> evidence(learner, EVIDENCE)));
    SetupJdbc.vacuum(database.connections(), fresh.ledger().schema());
  }

  /** One piece of evidence of any learner: the whole command. */
  int record() {
    LearnerId learner = learner(ThreadLocalRandom.current().nextInt(learners));
    Outcome<List<LineOutcome>> outcome =
        dispatch(UseCases.RECORD_EVIDENCE, learner.value(), () -> evidence(learner, 1));
    if (outcome instanceof Outcome.Recorded<List<LineOutcome>> recorded
        && recorded.outcome().getFirst() instanceof LineOutcome.InRecord) {
      return 1;
    }
    throw new IllegalStateException("not recorded: " + outcome);
  }

  private interface Send {
    CompletableFuture<?> send(LearnerId learner);
  }

  private void forAll(Send send) throws InterruptedException {
    Semaphore window = new Semaphore(64);
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < learners; i++) {
      window.acquire();
      sent.add(send.send(learner(i)).whenComplete((outcome, failure) -> window.release()));
    }
    sent.forEach(CompletableFuture::join);
  }

  private <C, O> CompletableFuture<Outcome<O>> submit(
      UseCase<C, ?, O> useCase, LearnerId learner, Supplier<C> command) {
    return commands.submit(
        useCase, fresh.district(), context(Priority.BULK), learner.value(), command);
  }

  private <C, O> Outcome<O> dispatch(
      UseCase<C, ?, O> useCase, @Nullable String lane, Supplier<C> command) {
    return commands.dispatch(
        useCase, fresh.district(), context(Priority.INTERACTIVE), lane, command);
  }

  private static CommandContext context(Priority priority) {
    return new CommandContext(
        "district-sis",
        "teacher:T-7",
        null,
        "01a2074a-8537-7f0a-b983-cab4447b70b2",
        Instant.now(),
        priority);
  }

  private Curriculum current() {
    return curriculum.current(fresh.district());
  }

  private static LearnerId learner(int number) {
    return new LearnerId("S-" + number);
  }

  private RecordEvidence evidence(LearnerId learner, int pieces) {
    String competency = Samples.competency(learner.value().hashCode() & 31).value();
    Instant now = Instant.now();
    return RecordEvidence.of(
        learner,
        Stream.generate(() -> submission(competency, now)).limit(pieces).toList(),
        SIS,
        now,
        current());
  }

  private static Submission submission(String competency, Instant at) {
    return new Submission(
        new EvidenceId("lms:attempt-" + Samples.nextId()),
        competency,
        null,
        Evidence.Kind.ASSESSMENT,
        new Score.Scaled(new BigDecimal("0.55")),
        "T-7",
        "classroom",
        List.of(),
        List.of(),
        at,
        null);
  }

  private PublishFramework framework() {
    List<Competency> competencies =
        IntStream.range(0, 32)
            .mapToObj(i -> new Competency(Samples.competency(i), "6.RP.A." + i, "Uses ratios."))
            .toList();
    String digest = Stream.generate(() -> "0").limit(64).collect(joining());
    return new PublishFramework(
        MATH, "Mathematics", "1.1", competencies, List.of(), digest, "{}", current());
  }

  private AdoptPolicy policy() {
    return new AdoptPolicy(
        new PolicyId("math-average"),
        new Policy(
            "Average",
            MATH,
            List.of(),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            new Method.Average(),
            new BigDecimal("0.9"),
            Policy.Regression.TRACKING,
            Policy.Prerequisites.ADVISORY,
            Policy.Requirements.NONE),
        current());
  }

  @Override
  public void close() throws Exception {
    commands.close();
    fresh.close();
  }
}

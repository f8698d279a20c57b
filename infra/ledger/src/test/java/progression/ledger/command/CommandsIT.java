package progression.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.ledger.LedgerReader;
import progression.ledger.LedgerUnavailableException;
import progression.ledger.Ledgers;
import progression.ledger.Priority;
import progression.ledger.StoredEvent;
import progression.ledger.TestDatabase;
import progression.ledger.command.Outcome.Recorded;
import progression.ledger.command.Outcome.Refused;

class CommandsIT {

  private static final CommandContext CONTEXT =
      new CommandContext(
          "district-sis",
          "teacher:T-7",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "c-1",
          Instant.parse("2026-03-01T10:00:00.123456789Z"),
          Priority.INTERACTIVE);

  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private final UseCase<Enroll, Long, String> enroll =
      Enroll.useCase("Enroll", () -> meanwhile.get().run());
  private final UseCase<Enroll, Long, String> rival = Enroll.useCase("RivalEnroll", () -> {});

  private final String district = TestDatabase.newDistrict();
  private final HikariDataSource pool = TestDatabase.pool(6);
  private final Ledgers ledgers = Ledgers.open(Map.of(district, pool));
  private final Commands commands = new Commands(ledgers, List.of(enroll, rival));
  private final LedgerReader reader = ledgers.of(district).reader();

  @AfterEach
  void close() {
    commands.close();
    ledgers.close();
    pool.close();
  }

  @Test
  void what_was_decided_is_recorded_with_who_asked_for_it() {
    Outcome<String> outcome = send(enroll, "S-1");

    assertThat(outcome).isEqualTo(new Recorded<>(0, 0, "enrolled"));
    StoredEvent event = reader.at(0).orElseThrow();
    assertThat(event.type()).isEqualTo("LearnerEnrolled");
    assertThat(event.version()).isEqualTo(1);
    assertThat(event.id().version()).isEqualTo(7);
    assertThat(event.time()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
    assertThat(event.tags()).containsExactly("learner=S-1");
    assertThat(event.payload()).contains("S-1");
    assertThat(event.metadata())
        .contains(
            "\"client\":\"district-sis\"",
            "\"onBehalfOf\":\"teacher:T-7\"",
            "\"traceparent\":\"00-4bf9",
            "\"correlationId\":\"c-1\"",
            "\"causationId\":\"");
  }

  @Test
  void a_decision_without_events_says_how_far_it_has_looked() {
    send(enroll, "S-1");
    send(enroll, "S-2");

    assertThat(send(enroll, "S-1")).isEqualTo(new Recorded<>(-1, 1, "enrolled at 0"));
    assertThat(reader.size()).isEqualTo(2);
  }

  @Test
  void a_refusal_is_an_answer_and_records_nothing() {
    AtomicInteger attempts = new AtomicInteger();
    meanwhile.set(attempts::incrementAndGet);

    assertThat(send(enroll, "nobody"))
        .isEqualTo(
            new Refused<>(new Rejection(Rejection.Type.UNKNOWN_LEARNER, "nobody is nobody")));
    assertThat(reader.head().position()).isEqualTo(-1);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void a_conflict_is_decided_again_on_what_changed() {
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger completions = new AtomicInteger();
    meanwhile.set(() -> {
      if (attempts.incrementAndGet() == 1) {
        send(rival, "S-1");
      }
    });

    Outcome<String> outcome =
        commands.dispatch(
            enroll,
            district,
            CONTEXT,
            null,
            () -> {
              completions.incrementAndGet();
              return Enroll.of("S-1");
            });

    assertThat(outcome).isEqualTo(new Recorded<>(-1, 0, "enrolled at 0"));
    assertThat(attempts).hasValue(2);
    assertThat(completions).as("each attempt is completed anew").hasValue(2);
    assertThat(reader.byTag(Tag.learner(new LearnerId("S-1")), -1, 10)).hasSize(1);
  }

  @Test
  void conflicts_without_end_are_told_to_the_caller() {
    AtomicInteger learners = new AtomicInteger();
    AtomicInteger current = new AtomicInteger();
    meanwhile.set(() -> send(rival, "S-" + current.get()));

    assertThatThrownBy(() ->
            commands.dispatch(
                enroll,
                district,
                CONTEXT,
                null,
                () -> {
                  current.set(learners.incrementAndGet());
                  return Enroll.of("S-" + current.get());
                }))
        .isInstanceOf(ConcurrencyConflictException.class);
    assertThat(reader.size()).as("only the rival's events").isEqualTo(learners.get());
  }

  @Test
  void commands_of_one_lane_are_decided_in_the_order_in_which_they_were_sent() {
    CountDownLatch hold = new CountDownLatch(1);
    meanwhile.set(() -> await(hold));
    List<CompletableFuture<Outcome<String>>> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String learner = "S-" + i;
      outcomes.add(commands.submit(enroll, district, CONTEXT, "lane", () -> Enroll.of(learner)));
    }
    hold.countDown();

    for (int i = 0; i < 50; i++) {
      assertThat(Commands.await(outcomes.get(i))).isEqualTo(new Recorded<>(i, i, "enrolled"));
    }
  }

  @Test
  void a_district_that_is_not_served_here_is_a_mistake_of_the_caller() {
    assertThatThrownBy(
            () -> commands.dispatch(enroll, "elsewhere", CONTEXT, null, () -> Enroll.of("S-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("elsewhere");
  }

  @Test
  void an_outage_is_neither_a_refusal_nor_a_conflict() {
    pool.close();

    assertThatThrownBy(() -> send(enroll, "S-1")).isInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void an_outage_between_reading_and_writing_is_an_outage_too() {
    meanwhile.set(pool::close);

    assertThatThrownBy(() -> send(enroll, "S-1")).isInstanceOf(LedgerUnavailableException.class);
  }

  private Outcome<String> send(UseCase<Enroll, Long, String> useCase, String learner) {
    return commands.dispatch(useCase, district, CONTEXT, null, () -> Enroll.of(learner));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package progression.ledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import progression.event.LearnerEnrolled;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.ledger.Ledgers;
import progression.ledger.Priority;
import progression.ledger.TestDatabase;
import progression.ledger.TestLedgers;
import progression.ledger.command.Outcome.Recorded;

/** Decisions that rest on what a node remembers, while another node writes to the same ledger. */
class RememberedIT {

  private static final CommandContext CONTEXT =
      new CommandContext(
          "district-sis",
          null,
          null,
          "c-1",
          Instant.parse("2026-03-01T10:00:00Z"),
          Priority.INTERACTIVE);

  private final String district = TestDatabase.newDistrict();
  private final HikariDataSource pool = TestDatabase.pool(6);
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger decisions = new AtomicInteger();
  private final Node here = new Node(pool);
  private final Node there = new Node(pool);

  @AfterEach
  void close() {
    here.close();
    there.close();
    pool.close();
  }

  @Test
  void what_a_node_has_added_itself_it_does_not_read() {
    assertThat(here.add("S-1", 0)).isEqualTo(1);
    int before = reads.get();

    for (int turn = 1; turn < 10; turn++) {
      assertThat(here.add("S-1", turn)).isEqualTo(turn + 1);
    }
    assertThat(reads).hasValue(before);
    assertThat(decisions).hasValue(10);
  }

  @Test
  void a_memory_that_is_out_of_date_costs_an_attempt() {
    here.add("S-1", 0);
    there.add("S-1", 1);
    decisions.set(0);

    assertThat(here.addWhatever("S-1")).isEqualTo(3);
    assertThat(decisions).hasValue(2);
  }

  @Test
  void a_decision_that_appends_nothing_is_made_on_the_ledger_as_it_is() {
    here.add("S-1", 0);
    there.add("S-1", 1);

    assertThat(here.add("S-1", 2)).as("from memory it is turn 1").isEqualTo(3);
    assertThat(here.add("S-1", 1)).as("out of turn").isEqualTo(3);
  }

  @Test
  void what_is_presumed_absent_is_found_where_it_is_not() {
    here.add("S-1", 0);
    there.addOnce("S-1", "N-1");
    decisions.set(0);

    assertThat(here.addOnce("S-1", "N-1")).isEqualTo(-1);
    assertThat(decisions).hasValue(2);
    assertThat(here.addOnce("S-1", "N-1")).as("now it is looked for first").isEqualTo(-1);
    assertThat(decisions).hasValue(3);
    here.addOnce("S-1", "N-2");
    int before = reads.get();
    here.addOnce("S-1", "N-3");
    assertThat(reads).as("and once it was absent, it is presumed again").hasValue(before);
  }

  @Test
  void a_node_whose_end_was_moved_writes_behind_what_moved_it() {
    List<Integer> turns = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      turns.add((i % 3 == 0 ? there : here).addWhatever("S-1"));
    }
    assertThat(turns).containsExactlyElementsOf(range(1, 20));
    assertThat(here.ledgers.of(district).verify(Integer.MAX_VALUE).position()).isEqualTo(19);
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> all = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      all.add(i);
    }
    return all;
  }

  /**
   * Adds an event about a learner if it is the turn of that number, or whatever turn it is, and if
   * nothing is recorded of another name.
   *
   * @param turn −1 for any
   */
  private record Add(LearnerId learner, int turn, LearnerId once) {}

  private record Seen(int turns, boolean already) {}

  /** Told is how many there are then; −1 where the other name is taken. */
  private final class AddDecider implements Decider<Add, Seen, ProgressionEvent, Integer> {

    private static final Set<Class<? extends ProgressionEvent>> EVENTS =
        Set.of(LearnerEnrolled.class);

    @Override
    public Boundary<ProgressionEvent> boundary(Add command) {
      return new Boundary<>(
          List.of(
              new Boundary.Criterion<>(Tag.learner(command.learner), EVENTS),
              Boundary.Criterion.unlikely(Tag.learner(command.once), EVENTS)));
    }

    @Override
    public Seen initial(Add command) {
      return new Seen(0, false);
    }

    @Override
    public Seen evolve(Seen state, ProgressionEvent event, long position) {
      return ((LearnerEnrolled) event).learner().value().startsWith("N-")
          ? new Seen(state.turns, true)
          : new Seen(state.turns + 1, state.already);
    }

    @Override
    public Decision<ProgressionEvent, Integer> decide(Add command, Seen state) {
      decisions.incrementAndGet();
      if (state.already) {
        return Decision.accepted(List.of(), -1);
      }
      if (command.turn >= 0 && command.turn != state.turns) {
        return Decision.accepted(List.of(), state.turns);
      }
      return Decision.accepted(
          command.once.value().equals("N-0")
              ? List.of(new LearnerEnrolled(command.learner))
              : List.of(new LearnerEnrolled(command.learner), new LearnerEnrolled(command.once)),
          state.turns + 1);
    }
  }

  private final class Node implements AutoCloseable {
    private final UseCase<Add, Seen, Integer> add = new UseCase<>("Add", new AddDecider());
    private final Ledgers ledgers;
    private final Commands commands;

    Node(DataSource dataSource) {
      ledgers = TestLedgers.counting(district, dataSource, reads);
      commands = new Commands(ledgers, List.of(add));
    }

    int add(String learner, int turn) {
      return send(new Add(new LearnerId(learner), turn, new LearnerId("N-0")));
    }

    int addWhatever(String learner) {
      return add(learner, -1);
    }

    int addOnce(String learner, String name) {
      return send(new Add(new LearnerId(learner), -1, new LearnerId(name)));
    }

    private int send(Add command) {
      Outcome<Integer> outcome = commands.dispatch(add, district, CONTEXT, null, () -> command);
      return ((Recorded<Integer>) outcome).outcome();
    }

    @Override
    public void close() {
      commands.close();
      ledgers.close();
    }
  }
}

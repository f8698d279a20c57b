package progression.projections.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import progression.event.FrameworkPublished;
import progression.projections.TestStack;

/** Events that cannot be applied: whom they keep waiting, and how that ends. */
class ParkedIT extends TallyFixture {

  @Test
  void a_poisonous_event_parks_its_learner_and_nobody_else() throws SQLException {
    tally.mishap(TallyFixture::failOnPathway);
    relay();
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    ledger.append(learners(15));
    awaitAll();
    ledger.append(learners(15));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(58);
    List<Parked> parked = parked().list(district, -1, 100);
    assertThat(parked).extracting(Parked::learner).containsOnly("S-7");
    assertThat(parked).extracting(Parked::position).containsExactly(30L, 38L, 53L);
    assertThat(parked.getFirst().error()).contains("no such thing");

    tally.mishap(event -> {});
    assertThat(parked().retry(district, 38)).contains(new ParkedEvents.Tried(3, 0));
    assertThat(parked().retry(district, 38)).isEmpty();
    assertThat(parked().list(district, -1, 100)).isEmpty();
    assertThat(Tally.seen(district)).isEqualTo(61);
  }

  @Test
  void a_dropped_event_lets_its_learner_go_on() throws SQLException {
    tally.mishap(TallyFixture::failOnPathway);
    relay();
    feed();
    ledger.append(learners(10));
    ledger.append(started("S-7"), started("S-7"));
    ledger.append(learners(10));
    awaitAll();
    assertThat(parked().drop(district, 10, DROP)).contains(new ParkedEvents.Tried(0, 2));
    assertThat(Tally.seen(district)).isEqualTo(19);
    assertThat(parked().drop(district, 11, DROP)).contains(new ParkedEvents.Tried(1, 0));
    assertThat(Tally.seen(district)).isEqualTo(20);
    ParkedEvents.Drop again = new ParkedEvents.Drop("again", "lms", null);
    assertThat(parked().drop(district, 11, again)).as("the first reason stays").isEmpty();
    ledger.append(learners(7, 1));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(21);
    assertThat(parked().list(district, -1, 10))
        .extracting(Parked::droppedReason, Parked::droppedBy, Parked::droppedOnBehalfOf)
        .containsExactly(
            tuple("sent in error", "sis", "staff:A-1"), tuple("sent in error", "sis", "staff:A-1"));
    assertThat(freshness.state(tally.name(), district).parked()).isZero();
    Rebuild.Report rebuilt =
        new Rebuild(TestStack.tables(), districts, topic).run(tally, Rebuild.Differences.REFUSE);
    assertThat(rebuilt.differing()).isZero();
  }

  @Test
  void reference_data_that_was_parked_is_applied_when_it_is_tried_again() throws SQLException {
    tally.mishap(event -> {
      if (event.event() instanceof FrameworkPublished) {
        throw new IllegalStateException("no such thing");
      }
    });
    relay();
    feed();
    ledger.append(learners(9));
    ledger.append(framework());
    awaitAll();
    assertThat(freshness.state(tally.name(), district).parked()).isOne();
    assertThat(parked().retry(district, 9)).contains(new ParkedEvents.Tried(0, 1));
    tally.mishap(event -> {});
    assertThat(parked().retry(district, 9)).contains(new ParkedEvents.Tried(1, 0));
    assertThat(parked().list(district, -1, 9)).isEmpty();
  }

  @Test
  void what_nobody_mends_expires_and_its_learner_goes_on() throws SQLException {
    tally.mishap(TallyFixture::failOnPathway);
    relay();
    feed();
    ledger.append(learners(10));
    ledger.append(started("S-7"), started("S-7"));
    ledger.append(learners(10));
    awaitAll();
    List<Parked> parked = parked().list(district, -1, 9);
    parked().expire(parked.getFirst().parkedAt().minusMillis(1));
    assertThat(waiting()).containsExactly(10L, 11L, 19L);
    parked().expire(parked.getLast().parkedAt());
    assertThat(waiting()).as("the next one has a time of its own").containsExactly(11L, 19L);
    assertThat(Tally.seen(district)).isEqualTo(19);
    parked().expire(Instant.now());
    assertThat(waiting()).isEmpty();
    assertThat(Tally.seen(district)).isEqualTo(20);
    assertThat(parked().list(district, -1, 9))
        .extracting(Parked::position, Parked::droppedBy)
        .containsExactly(tuple(10L, "expiry"), tuple(11L, "expiry"));
  }

  private List<Long> waiting() throws SQLException {
    return parked().list(district, -1, 100).stream()
        .filter(one -> one.droppedReason() == null)
        .map(Parked::position)
        .toList();
  }

  @Test
  void a_failure_that_passes_is_waited_for_and_parks_nobody() throws SQLException {
    // More often than it takes to find a poisonous event by halving.
    AtomicInteger failures = new AtomicInteger(8);
    tally.mishap(event -> {
      if ("S-3".equals(Tally.learner(event)) && failures.getAndDecrement() > 0) {
        throw new SQLException("the connection is lost", "08006");
      }
    });
    relay();
    feed();
    ledger.append(learners(25));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(25);
    assertThat(parked().list(district, -1, 10)).isEmpty();
  }
}

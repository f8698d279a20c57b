package progression.projections.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.event.FrameworkPublished;
import progression.event.LearnerEnrolled;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.projections.TestLedger;
import progression.projections.TestStack;
import progression.projections.runtime.CheckpointJdbc.Advance;
import progression.projections.runtime.CheckpointJdbc.Share;
import progression.relay.EventTopic;
import progression.relay.Relay;

class FeedIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestLedger ledger = new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private final String district = ledger.district();
  private final EventTopic topic = TestStack.topic();
  private final Districts districts = new Districts(Map.of(district, ledger.reader()));
  private final Freshness freshness =
      new Freshness(TestStack.tables(), districts, topic, Duration.ofSeconds(60));
  private final Tally tally = new Tally();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(ledger));

  @BeforeEach
  void newTables() throws SQLException {
    Tally.forget();
    Schemas.migrate(TestStack.tables(), tally, tally.name());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  @Test
  void every_event_is_applied_once_and_in_its_learner_s_order() throws SQLException {
    relay();
    feed();
    long enrolled = 0;
    for (int n = 0; n < 10; n++) {
      enrolled = ledger.append(learners(n * 40, 40));
      ledger.append(learners(0, 30));
    }
    assertThat(enrolled).isPositive();
    ledger.append(framework());
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(700);
  }

  @Test
  void kafka_is_told_how_far_the_group_is_also_of_what_came_within_the_same_second()
      throws Exception {
    relay();
    feed();
    try (Admin admin = Admin.create(topic.client())) {
      for (int n = 0; n < 3; n++) {
        ledger.append(learners(n * 40, 40));
        awaitAll();
      }
      await().atMost(SOON).until(() -> isTold(admin));
    }
  }

  private boolean isTold(Admin admin) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> told =
        admin
            .listConsumerGroupOffsets("progression-" + tally.name())
            .partitionsToOffsetAndMetadata()
            .get();
    try (Connection connection = TestStack.tables().getConnection()) {
      for (int partition = 0; partition < TestStack.PARTITIONS; partition++) {
        String name = topic.name(district);
        OffsetAndMetadata offset = told.get(new TopicPartition(name, partition));
        long next = CheckpointJdbc.next(connection, tally.name(), name, partition);
        if (offset == null || offset.offset() < next) {
          return false;
        }
      }
      return true;
    }
  }

  @Test
  void what_is_read_again_changes_nothing() throws SQLException {
    relay();
    ProjectionFeed first = feed();
    ledger.append(learners(0, 100));
    awaitAll();
    first.close();
    Tally.execute("update tally.feed_offset set next = 0");
    feed();
    ledger.append(learners(100, 20));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(120);
  }

  @Test
  void what_kafka_lost_is_read_from_the_ledger() throws SQLException {
    Relay relay = relay();
    ProjectionFeed first = feed();
    ledger.append(learners(0, 50));
    awaitAll();
    first.close();
    ledger.append(learners(50, 50));
    awaitSent(relay);
    Tally.execute("update tally.feed_offset set next = next + 100000");
    feed();
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(100);
  }

  @Test
  void what_has_expired_in_kafka_is_read_from_the_ledger() throws Exception {
    Relay relay = relay();
    ProjectionFeed first = feed();
    ledger.append(learners(0, 50));
    awaitAll();
    first.close();
    ledger.append(learners(50, 50));
    awaitSent(relay);
    new TopicLoss(topic, district).expire();
    feed();
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(100);
  }

  @Test
  void a_gap_in_the_chain_is_filled_from_the_ledger_before_going_on() throws Exception {
    Relay relay = relay();
    ProjectionFeed first = feed();
    ledger.append(learners(0, 50));
    awaitAll();
    first.close();
    ledger.append(learners(50, 50));
    awaitSent(relay);
    skipToEnd();
    feed();
    ledger.append(learners(100, 50));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(150);
  }

  @Test
  void two_feeds_share_the_work_and_one_takes_over_when_the_other_leaves() throws SQLException {
    relay();
    ProjectionFeed first = feed();
    feed();
    for (int n = 0; n < 20; n++) {
      ledger.append(learners(0, 60));
      if (n == 10) {
        first.close();
      }
    }
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(1_200);
  }

  @Test
  void whoever_lost_a_partition_writes_nothing() throws SQLException {
    ProjectionWriter writer = new ProjectionWriter(tally, tally.name(), TestStack.tables());
    ledger.append(learners(0, 10));
    List<Arrival> arrivals =
        Arrival.of(ledger.reader().after(-1, 100), district, TestStack.PARTITIONS);
    Share share = new Share(district, 0);
    var unused = writer.open(new TopicPartition(topic.name(district), 0), Map.of(district, "1"));
    writer.write(arrivals.subList(0, 5), List.of(new Advance(share, "1", -1, 4)), List.of());
    assertThatThrownBy(() ->
            writer.write(
                arrivals.subList(0, 10), List.of(new Advance(share, "1", -1, 9)), List.of()))
        .isInstanceOf(LostPartitionException.class);
    assertThat(Tally.seen(district)).isEqualTo(5);
  }

  @Test
  void a_consumer_that_was_away_too_long_writes_nothing_when_it_comes_back() throws Exception {
    relay();
    CountDownLatch away = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    CountDownLatch joined = new CountDownLatch(1);
    AtomicBoolean leaves = new AtomicBoolean();
    feed(
        new EventTopic(
            topic.with(Map.of("max.poll.interval.ms", 6_000)),
            topic.partitions(),
            topic.incarnations()),
        new Stalling(
            TestStack.tables(),
            () -> {
              if (leaves.get()) {
                away.countDown();
                back.await();
              } else if (away.getCount() == 0) {
                joined.countDown(); // It has come to its end with what it held, and begins anew.
              }
            }));
    ledger.append(learners(0, 30));
    awaitAll();
    leaves.set(true);
    ledger.append(learners(0, 30));
    away.await();
    feed();
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(60);
    leaves.set(false);
    back.countDown();
    assertThat(joined.await(SOON.toSeconds(), SECONDS)).isTrue();
    assertThat(Tally.seen(district)).isEqualTo(60);
    ledger.append(learners(0, 30));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(90);
  }

  @Test
  void a_poisonous_event_parks_its_learner_and_nobody_else() throws SQLException {
    tally.mishap(FeedIT::failOnPathway);
    relay();
    feed();
    ledger.append(learners(0, 30));
    ledger.append(started("S-7"));
    ledger.append(learners(0, 15));
    awaitAll();
    ledger.append(learners(0, 15));
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
    tally.mishap(FeedIT::failOnPathway);
    relay();
    feed();
    ledger.append(learners(0, 10));
    ledger.append(started("S-7"), started("S-7"));
    ledger.append(learners(0, 10));
    awaitAll();
    ParkedEvents.Drop dropped = new ParkedEvents.Drop("sent in error", "sis", "staff:A-1");
    assertThat(parked().drop(district, 10, dropped)).contains(new ParkedEvents.Tried(0, 2));
    assertThat(Tally.seen(district)).isEqualTo(19);
    assertThat(parked().drop(district, 11, dropped)).contains(new ParkedEvents.Tried(1, 0));
    assertThat(Tally.seen(district)).isEqualTo(20);
    assertThat(parked().drop(district, 11, dropped)).isEmpty();
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
    ledger.append(learners(0, 9));
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
    tally.mishap(FeedIT::failOnPathway);
    relay();
    feed();
    ledger.append(learners(0, 10));
    ledger.append(started("S-7"), started("S-7"));
    ledger.append(learners(0, 10));
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
    ledger.append(learners(0, 25));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(25);
    assertThat(parked().list(district, -1, 10)).isEmpty();
  }

  private static void failOnPathway(ProjectedEvent event) {
    if (event.event() instanceof PathwayStarted) {
      throw new IllegalStateException("no such thing");
    }
  }

  private ParkedEvents parked() {
    return new ParkedEvents(
        new ProjectionWriter(tally, tally.name(), TestStack.tables()), districts, topic);
  }

  private Relay relay() {
    Relay relay = ledger.relay(topic);
    opened.add(relay);
    relay.start();
    return relay;
  }

  private ProjectionFeed feed() {
    return feed(topic, TestStack.tables());
  }

  private ProjectionFeed feed(EventTopic from, DataSource tables) {
    ProjectionFeed feed =
        new ProjectionFeed(
            tally,
            new ProjectionWriter(tally, tally.name(), tables),
            districts,
            from,
            new FeedReader(),
            freshness.commits(tally.name()));
    opened.add(feed);
    feed.start();
    return feed;
  }

  private void awaitAll() {
    freshness.await(tally.name(), district, Long.toString(ledger.reader().head().position()));
  }

  /** Waits until the relay has brought everything to Kafka: it marks every partition. */
  private void awaitSent(Relay relay) {
    long head = ledger.reader().head().position();
    await().atMost(SOON).until(() -> relay.status().position() == head);
  }

  private void skipToEnd() throws Exception {
    for (Map.Entry<TopicPartition, Long> end : new TopicLoss(topic, district).ends().entrySet()) {
      Tally.execute(
          "update tally.feed_offset set next = %d where partition = %d"
              .formatted(end.getValue(), end.getKey().partition()));
    }
  }

  private static List<ProgressionEvent> learners(int first, int count) {
    return IntStream.range(first, first + count)
        .<ProgressionEvent>mapToObj(n -> new LearnerEnrolled(new LearnerId("S-" + n)))
        .toList();
  }

  private static ProgressionEvent started(String learner) {
    return new PathwayStarted(new LearnerId(learner), new PathwayId("p"), 1, "first");
  }

  private static ProgressionEvent framework() {
    return new FrameworkPublished(
        new FrameworkId("math"), 1, "Math", "1.0", List.of(), List.of(), "00", "{}");
  }
}

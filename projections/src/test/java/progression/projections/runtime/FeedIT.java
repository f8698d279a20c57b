package progression.projections.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import progression.projections.TestStack;
import progression.projections.runtime.CheckpointJdbc.Advance;
import progression.projections.runtime.CheckpointJdbc.Share;
import progression.relay.EventTopic;
import progression.relay.Relay;

/** From Kafka to the tables, and from the ledger where Kafka has lost something. */
class FeedIT extends TallyFixture {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void every_event_is_applied_once_and_in_its_learner_s_order() throws SQLException {
    relay();
    feed();
    long enrolled = 0;
    for (int n = 0; n < 10; n++) {
      enrolled = ledger.append(learners(n * 40, 40));
      ledger.append(learners(30));
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
    ledger.append(learners(100));
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
    ledger.append(learners(50));
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
    ledger.append(learners(50));
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
    ledger.append(learners(50));
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
      ledger.append(learners(60));
      if (n == 10) {
        first.close();
      }
    }
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(1_200);
  }

  @Test
  void whoever_lost_a_partition_writes_nothing() throws SQLException {
    ProjectionWriter writer = writer();
    ledger.append(learners(10));
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
    ledger.append(learners(30));
    awaitAll();
    leaves.set(true);
    ledger.append(learners(30));
    away.await();
    feed();
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(60);
    leaves.set(false);
    back.countDown();
    assertThat(joined.await(SOON.toSeconds(), SECONDS)).isTrue();
    assertThat(Tally.seen(district)).isEqualTo(60);
    ledger.append(learners(30));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(90);
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
}

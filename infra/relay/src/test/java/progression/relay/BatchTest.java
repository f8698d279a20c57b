package progression.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import progression.kernel.LearnerId;
import progression.ledger.StoredEvent;

class BatchTest {

  private static final String DISTRICT = "demo";
  private static final int COUNT = 3;

  private final RelayState start = RelayState.start("1", COUNT);

  @Test
  void each_record_names_the_one_before_it_in_its_partition() {
    List<StoredEvent> page = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      page.add(event(n, List.of("learner=S-" + n % 7)));
    }
    Batch batch = Batch.of("topic", DISTRICT, start, page, true);
    for (int partition = 0; partition < COUNT; partition++) {
      long previous = -1;
      for (FeedRecord record : of(batch, partition)) {
        assertThat(record.previous()).isEqualTo(previous);
        assertThat(record.position()).isGreaterThan(previous);
        previous = record.position();
      }
      assertThat(previous).isEqualTo(39);
    }
    assertThat(batch.next().last()).containsOnly(39L);
  }

  @Test
  void a_learner_s_events_take_one_partition_and_reference_data_takes_all() {
    Batch batch =
        Batch.of(
            "topic",
            DISTRICT,
            start,
            List.of(event(0, List.of("framework=math")), event(1, List.of("learner=S-1"))),
            false);
    int home = Partitions.of(DISTRICT, new LearnerId("S-1"), COUNT);
    for (int partition = 0; partition < COUNT; partition++) {
      assertThat(of(batch, partition))
          .extracting(FeedRecord::position)
          .containsExactlyElementsOf(partition == home ? List.of(0L, 1L) : List.of(0L));
    }
    assertThat(batch.next().isTold()).isFalse();
  }

  @Test
  void a_mark_carries_the_hash_at_its_position() {
    Batch batch =
        Batch.of("topic", DISTRICT, start, List.of(event(0, List.of("learner=S-1"))), true);
    assertThat(batch.records().stream().map(BatchTest::read))
        .filteredOn(FeedRecord.Mark.class::isInstance)
        .hasSize(COUNT - 1)
        .allMatch(mark -> ((FeedRecord.Mark) mark).hash().equals("07"));
  }

  @Test
  void a_hole_in_the_ledger_is_never_passed() {
    List<StoredEvent> page = List.of(event(1, List.of("learner=S-1")));
    assertThatThrownBy(() -> Batch.of("topic", DISTRICT, start, page, false))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_record_reads_back_as_it_was_written() {
    StoredEvent event = event(5, List.of("learner=Zoë%2F1"));
    Batch batch =
        Batch.of("topic", DISTRICT, start.at(4, "00", List.of(1L, 2L, 3L)), List.of(event), false);
    LearnerId learner = new LearnerId("Zoë/1");
    int home = Partitions.of(DISTRICT, learner, COUNT);
    assertThat(of(batch, home))
        .containsExactly(
            new FeedRecord.Event(
                DISTRICT,
                "1",
                home + 1,
                5,
                event.id(),
                event.type(),
                event.version(),
                event.time(),
                event.committedAt(),
                event.metadata(),
                learner,
                event.payload()));
  }

  private static List<FeedRecord> of(Batch batch, int partition) {
    return batch.records().stream()
        .filter(record -> record.partition() == partition)
        .map(BatchTest::read)
        .toList();
  }

  private static FeedRecord read(ProducerRecord<byte[], byte[]> sent) {
    return FeedFormat.read(
        new ConsumerRecord<>(
            sent.topic(),
            sent.partition(),
            0,
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            sent.key(),
            sent.value(),
            sent.headers(),
            java.util.Optional.empty()));
  }

  private static StoredEvent event(long position, List<String> tags) {
    return new StoredEvent(
        position,
        UUID.randomUUID(),
        "LearnerEnrolled",
        1,
        Instant.parse("2026-03-01T10:00:00Z"),
        Instant.parse("2026-03-01T10:00:01.000123Z"),
        tags,
        "{}",
        "{\"learner\":\"Zoë\"}",
        new byte[] {7});
  }
}

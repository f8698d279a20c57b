package progression.projections.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import progression.event.LearnerEnrolled;
import progression.kernel.LearnerId;
import progression.ledger.json.JsonEventCodec;
import progression.ledger.json.UnreadableEventException;
import progression.projections.runtime.FeedReader.Reading;
import progression.relay.FeedRecord;

class FeedReaderTest {

  private static final TopicPartition PARTITION = new TopicPartition("events", 2);

  private final FeedReader reader = new FeedReader();

  @Test
  void what_one_feed_has_read_the_next_one_finds_decoded() {
    Reading first = reader.read(PARTITION, enrolled(7, 1_000, "S-1"));
    Reading again = reader.read(new TopicPartition("events", 2), enrolled(7, 1_000, "S-1"));

    assertThat(again).isSameAs(first);
    assertThat(first.event()).extracting(Arrival::partition).isEqualTo(2);
    assertThat(learner(first)).isEqualTo("S-1");
  }

  @Test
  void other_places_and_a_topic_made_anew_hold_other_records() {
    List<ConsumerRecord<byte[], byte[]>> records =
        List.of(enrolled(7, 1_000, "S-1"), enrolled(8, 1_000, "S-2"), enrolled(7, 2_000, "S-3"));

    assertThat(records)
        .extracting(record -> learner(reader.read(PARTITION, record)))
        .containsExactly("S-1", "S-2", "S-3");
    assertThat(learner(reader.read(new TopicPartition("events", 3), enrolled(7, 1_000, "S-4"))))
        .isEqualTo("S-4");
  }

  @Test
  void only_the_last_ones_are_kept_and_no_large_one() {
    Reading first = reader.read(PARTITION, enrolled(0, 1_000, "S-1"));
    for (int offset = 1; offset < 9_000; offset++) {
      var unused = reader.read(PARTITION, enrolled(offset, 1_000, "S-1"));
    }
    Reading last = reader.read(PARTITION, enrolled(8_999, 1_000, "S-1"));
    assertThat(reader.read(PARTITION, enrolled(8_999, 1_000, "S-1"))).isSameAs(last);
    assertThat(reader.read(PARTITION, enrolled(0, 1_000, "S-1"))).isNotSameAs(first);

    byte[] large = new byte[17 * 1024];
    assertThat(reader.read(PARTITION, record(9_000, 1_000, "LearnerEnrolled", large)))
        .isNotSameAs(reader.read(PARTITION, record(9_000, 1_000, "LearnerEnrolled", large)));
  }

  @Test
  void an_event_that_cannot_be_decoded_fails_for_each_that_asks() {
    for (int feed = 0; feed < 2; feed++) {
      Reading reading = reader.read(PARTITION, record(7, 1_000, "Unheard", "{}".getBytes(UTF_8)));
      assertThat(reading.record()).isInstanceOf(FeedRecord.Event.class);
      assertThatThrownBy(() -> Optional.ofNullable(reading.event()).orElseThrow().decoded().get())
          .isInstanceOf(UnreadableEventException.class);
    }
  }

  @Test
  void a_foreign_record_is_nothing() {
    assertThat(reader.read(PARTITION, new ConsumerRecord<>("events", 2, 7, null, null)))
        .isEqualTo(new Reading(null, null));
  }

  private static String learner(Reading reading) {
    Arrival event = Optional.ofNullable(reading.event()).orElseThrow();
    return ((LearnerEnrolled) event.decoded().get().event()).learner().value();
  }

  private static ConsumerRecord<byte[], byte[]> enrolled(long offset, long time, String learner) {
    String payload = new JsonEventCodec().encode(new LearnerEnrolled(new LearnerId(learner)));
    return record(offset, time, "LearnerEnrolled", payload.getBytes(UTF_8));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, long time, String type, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    Map.of(
            "ce_district", "d",
            "ce_incarnation", "1",
            "ce_previous", "-1",
            "ce_position", "0",
            "ce_type", type,
            "ce_id", "11111111-1111-4111-8111-111111111111",
            "ce_eventversion", "1",
            "ce_time", "2026-03-01T10:00:00Z",
            "ce_committedat", "2026-03-01T10:00:00Z",
            "ce_metadata", "{}")
        .forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
    return new ConsumerRecord<>(
        "events",
        2,
        offset,
        time,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        null,
        value,
        headers,
        Optional.empty());
  }
}

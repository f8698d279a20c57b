package progression.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.ledger.StoredEvent;

/**
 * How a record of the topic looks: CloudEvents 1.0 in binary mode, the payload as the value.
 *
 * <p>Beside the standard attributes stand {@code ce_district}, {@code ce_incarnation}, {@code
 * ce_position}, {@code ce_previous}, {@code ce_eventversion}, {@code ce_committedat} and {@code
 * ce_metadata}, which is the metadata as the ledger keeps it. A mark has the type {@code
 * progression.mark}, the hash at its position as {@code ce_hash}, no key and no value.
 */
public final class FeedFormat {

  static final String MARK = "progression.mark";

  private FeedFormat() {}

  static ProducerRecord<byte[], byte[]> event(
      String topic,
      int partition,
      String district,
      String incarnation,
      long previous,
      StoredEvent event,
      @Nullable LearnerId learner) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            partition,
            learner == null ? null : Partitions.key(district, learner),
            event.payload().getBytes(UTF_8));
    Headers headers = record.headers();
    chain(headers, district, incarnation, previous, event.position());
    put(headers, "ce_id", event.id().toString());
    put(headers, "ce_type", event.type());
    put(headers, "ce_time", event.time().toString());
    put(headers, "ce_eventversion", Integer.toString(event.version()));
    put(headers, "ce_committedat", event.committedAt().toString());
    put(headers, "ce_metadata", event.metadata());
    put(headers, "content-type", "application/json");
    if (learner != null) {
      put(headers, "ce_subject", learner.value());
    }
    return record;
  }

  static ProducerRecord<byte[], byte[]> mark(
      String topic,
      int partition,
      String district,
      String incarnation,
      long previous,
      long position,
      String hash) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, null);
    Headers headers = record.headers();
    chain(headers, district, incarnation, previous, position);
    put(headers, "ce_id", "mark-%d-%d".formatted(partition, position));
    put(headers, "ce_type", MARK);
    put(headers, "ce_hash", hash);
    return record;
  }

  /**
   * The record in our terms.
   *
   * @throws IllegalArgumentException if it is not in this format
   */
  public static FeedRecord read(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    String district = get(headers, "ce_district");
    String incarnation = get(headers, "ce_incarnation");
    long previous = Long.parseLong(get(headers, "ce_previous"));
    long position = Long.parseLong(get(headers, "ce_position"));
    String type = get(headers, "ce_type");
    if (type.equals(MARK)) {
      return new FeedRecord.Mark(
          district, incarnation, previous, position, get(headers, "ce_hash"));
    }
    String learner = find(headers, "ce_subject");
    return new FeedRecord.Event(
        district,
        incarnation,
        previous,
        position,
        UUID.fromString(get(headers, "ce_id")),
        type,
        Integer.parseInt(get(headers, "ce_eventversion")),
        Instant.parse(get(headers, "ce_time")),
        Instant.parse(get(headers, "ce_committedat")),
        get(headers, "ce_metadata"),
        learner == null ? null : new LearnerId(learner),
        new String(Objects.requireNonNullElse(record.value(), new byte[0]), UTF_8));
  }

  private static void chain(
      Headers headers, String district, String incarnation, long previous, long position) {
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_source", "/districts/" + district);
    put(headers, "ce_district", district);
    put(headers, "ce_incarnation", incarnation);
    put(headers, "ce_previous", Long.toString(previous));
    put(headers, "ce_position", Long.toString(position));
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }

  private static String get(Headers headers, String name) {
    String value = find(headers, name);
    if (value == null) {
      throw new IllegalArgumentException("the record has no header " + name);
    }
    return value;
  }

  private static @Nullable String find(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}

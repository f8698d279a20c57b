package progression.relay;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;

/**
 * One relay's time as the sender of a district. Opening it fences whoever sent before and settles
 * what that one left open; from then on the state in Kafka is exactly what was sent.
 *
 * <p>After any failure the session is over: the next one starts from the state in Kafka again.
 */
final class RelaySession implements AutoCloseable {

  private final String district;
  private final String topicName;
  private final KafkaProducer<byte[], byte[]> producer;
  private RelayState state;

  private RelaySession(
      String district, String topicName, KafkaProducer<byte[], byte[]> producer, RelayState state) {
    this.district = district;
    this.topicName = topicName;
    this.producer = producer;
    this.state = state;
  }

  /**
   * Takes over.
   *
   * @throws RestoredLedgerException if the ledger is not the one whose events were sent
   */
  static RelaySession open(EventTopic topic, String district, LedgerReader ledger) {
    String incarnation = topic.incarnation(district);
    topic.ensure(List.of(district));
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(topic, district));
    try {
      producer.initTransactions();
      RelayState state =
          new RelayStateTopic(topic)
              .read(district)
              .filter(found -> found.incarnation().equals(incarnation))
              .orElseGet(() -> RelayState.start(incarnation, topic.partitions()));
      check(district, state, ledger);
      return new RelaySession(district, topic.name(district), producer, state);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** Compares what was last sent with the ledger: after a restore from a backup they differ. */
  private static void check(String district, RelayState state, LedgerReader ledger) {
    if (state.position() < 0) {
      return;
    }
    Optional<StoredEvent> last = ledger.at(state.position());
    if (last.isEmpty() || !HexFormat.of().formatHex(last.get().hash()).equals(state.hash())) {
      throw new RestoredLedgerException(district, state);
    }
  }

  RelayState state() {
    return state;
  }

  /** Sends a page, and marks where they are due, as one transaction. */
  void relay(List<StoredEvent> page, boolean mark) {
    commit(send(page, mark));
  }

  /** The first half of {@link #relay}: all is sent, and nobody reads it yet. */
  RelayState send(List<StoredEvent> page, boolean mark) {
    Batch batch = Batch.of(topicName, district, state, page, mark);
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : batch.records()) {
      producer.send(record);
    }
    producer.send(RelayStateTopic.record(district, batch.next()));
    producer.flush();
    return batch.next();
  }

  /** The second half. */
  void commit(RelayState next) {
    producer.commitTransaction();
    state = next;
  }

  /** An open transaction is settled by the next session, or by the broker when its time is up. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static Map<String, Object> settings(EventTopic topic, String district) {
    return topic.with(
        Map.ofEntries(
            entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "progression-relay-" + district),
            entry(ProducerConfig.ACKS_CONFIG, "all"),
            entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            // A new topic's leader may refuse the first of several requests and take the second;
            // the first is then out of order however often it is tried, and the relay stands still
            // (KAFKA-15591).
            entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
            entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, EventTopic.MAX_MESSAGE_BYTES),
            entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * EventTopic.MAX_MESSAGE_BYTES),
            entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024),
            entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000),
            entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
            entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class)));
  }
}

package progression.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Where relays keep their state: a compacted topic of one partition, keyed by district. */
final class RelayStateTopic {

  private static final TopicPartition PARTITION = new TopicPartition(EventTopic.STATE, 0);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Longer than any transaction may stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EventTopic topic;

  RelayStateTopic(EventTopic topic) {
    this.topic = topic;
  }

  static ProducerRecord<byte[], byte[]> record(String district, RelayState state) {
    return new ProducerRecord<>(
        PARTITION.topic(),
        PARTITION.partition(),
        district.getBytes(UTF_8),
        JSON.writeValueAsBytes(state));
  }

  /**
   * The last committed state of a district's relay.
   *
   * <p>Reads to the end that the topic has now, whoever wrote there. Other districts' open
   * transactions hide what stands behind them, so the end of what is readable would be too early.
   */
  Optional<RelayState> read(String district) {
    long end = end();
    Instant deadline = Instant.now().plus(PATIENCE);
    byte[] state = null;
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (district.equals(new String(record.key(), UTF_8))) {
            state = record.value();
          }
        }
        if (Instant.now().isAfter(deadline)) {
          throw new KafkaException("The relays' state could not be read to its end.");
        }
      }
    }
    return Optional.ofNullable(state).map(json -> JSON.readValue(json, RelayState.class));
  }

  private long end() {
    try (Admin admin = Admin.create(topic.client())) {
      return admin
          .listOffsets(
              Map.of(PARTITION, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .partitionResult(PARTITION)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new KafkaException("The end of the relays' state could not be found.", e);
    } catch (InterruptedException e) {
      throw EventTopic.interrupted(e);
    }
  }

  private Map<String, Object> settings() {
    return topic.with(
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class));
  }
}

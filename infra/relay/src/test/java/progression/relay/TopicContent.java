package progression.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a consumer of committed records finds of one district, by partition. */
record TopicContent(Map<Integer, List<FeedRecord>> byPartition) {

  static TopicContent read(EventTopic topic, String district) {
    Map<Integer, List<FeedRecord>> content = new HashMap<>();
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(p -> new TopicPartition(topic.name(district), p))
            .toList();
    partitions.forEach(partition -> content.put(partition.partition(), new ArrayList<>()));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            topic.with(Map.of("isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          FeedRecord read = FeedFormat.read(record);
          if (read.district().equals(district)) {
            content.getOrDefault(record.partition(), new ArrayList<>()).add(read);
          }
        }
      }
    }
    return new TopicContent(content);
  }

  List<FeedRecord> in(int partition) {
    return byPartition.getOrDefault(partition, List.of());
  }

  List<FeedRecord.Event> eventsIn(int partition) {
    return in(partition).stream()
        .filter(FeedRecord.Event.class::isInstance)
        .map(FeedRecord.Event.class::cast)
        .toList();
  }

  /** The positions of all events, in order, once for each partition that has them. */
  List<Long> positions() {
    return byPartition.keySet().stream()
        .flatMap(partition -> eventsIn(partition).stream())
        .map(FeedRecord.Event::position)
        .sorted()
        .toList();
  }

  /** Whether every partition has been told of the position. */
  boolean isTold(long position) {
    return byPartition.values().stream()
        .allMatch(records -> !records.isEmpty() && records.getLast().position() == position);
  }
}

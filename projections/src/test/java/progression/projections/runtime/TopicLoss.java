package progression.projections.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import progression.projections.TestStack;
import progression.relay.EventTopic;

/** What Kafka has of a district's topic, and no longer has. */
record TopicLoss(EventTopic topic, String district) {

  /** The offset behind the last record of each partition. */
  Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(topic.client())) {
      return admin
          .listOffsets(
              partitions().stream()
                  .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
          .all()
          .get()
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }
  }

  /** Deletes all records there are. */
  void expire() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(topic.client())) {
      admin
          .deleteRecords(
              partitions().stream()
                  .collect(Collectors.toMap(one -> one, one -> RecordsToDelete.beforeOffset(-1))))
          .all()
          .get();
    }
  }

  private List<TopicPartition> partitions() {
    return IntStream.range(0, TestStack.PARTITIONS)
        .mapToObj(number -> new TopicPartition(topic.name(district), number))
        .toList();
  }
}

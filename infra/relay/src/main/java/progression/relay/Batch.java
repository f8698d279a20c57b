package progression.relay;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.ledger.StoredEvent;

/**
 * What one Kafka transaction carries: records in ledger order, and the state once they are sent.
 */
record Batch(List<ProducerRecord<byte[], byte[]>> records, RelayState next) {

  Batch {
    records = List.copyOf(records);
  }

  /**
   * Chains a page of the ledger to what was sent before. A learner's event takes her partition,
   * reference data takes all.
   *
   * @param page consecutive events, the first right behind the state; may be empty
   * @param mark whether partitions that end before the page does are told how far it goes
   */
  static Batch of(
      String topic, String district, RelayState state, List<StoredEvent> page, boolean mark) {
    String incarnation = state.incarnation();
    List<Long> last = state.mutableLast();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(page.size() + last.size());
    long position = state.position();
    String hash = state.hash();
    for (StoredEvent event : page) {
      if (event.position() != position + 1) {
        throw new IllegalStateException(
            "the ledger gave position %d behind %d".formatted(event.position(), position));
      }
      position = event.position();
      @Nullable LearnerId learner = Partitions.learner(event);
      int first = learner == null ? 0 : Partitions.of(district, learner, last.size());
      int end = learner == null ? last.size() : first + 1;
      for (int p = first; p < end; p++) {
        long previous = last.set(p, position);
        records.add(FeedFormat.event(topic, p, district, incarnation, previous, event, learner));
      }
    }
    if (!page.isEmpty()) {
      hash = HexFormat.of().formatHex(page.getLast().hash());
    }
    if (mark) {
      for (int p = 0; p < last.size(); p++) {
        if (last.get(p) < position) {
          long previous = last.set(p, position);
          records.add(FeedFormat.mark(topic, p, district, incarnation, previous, position, hash));
        }
      }
    }
    return new Batch(records, state.at(position, hash, last));
  }
}

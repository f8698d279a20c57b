package progression.projections.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import progression.projections.runtime.CheckpointJdbc.Advance;
import progression.projections.runtime.CheckpointJdbc.Seek;
import progression.projections.runtime.CheckpointJdbc.Share;
import progression.relay.FeedRecord;

/**
 * One partition of the topic as this process consumes it: how far each district has come in it, and
 * who has missed something.
 *
 * <p>A district that has missed something is <em>behind</em>: its records are passed over, because
 * the ledger is read instead, and that holds all of them.
 */
final class Lane {

  private final TopicPartition partition;
  private final Map<String, String> incarnations;
  private final Map<String, Long> committed;
  private final Map<String, Long> reached;
  private final Set<String> behind = new HashSet<>();
  private long committedNext;
  private long next;

  /**
   * @param incarnations of the districts that this topic carries
   * @param positions their checkpoints in this partition
   * @param committedNext the offset to read on at, as stored; −1 where nothing was read
   */
  Lane(
      TopicPartition partition,
      Map<String, String> incarnations,
      Map<String, Long> positions,
      long committedNext) {
    this.partition = partition;
    this.incarnations = Map.copyOf(incarnations);
    this.committed = new HashMap<>(positions);
    this.reached = new HashMap<>(positions);
    this.committedNext = committedNext;
    this.next = committedNext;
    // Whoever is new may have been sent before anybody here knew of it.
    positions.forEach((district, position) -> {
      if (position < 0) {
        behind.add(district);
      }
    });
  }

  TopicPartition partition() {
    return partition;
  }

  /** The offset to read on at; −1 where nothing was read. */
  long next() {
    return next;
  }

  /** Begins to read at this offset. What was before it has to come from the ledger. */
  void startAt(long offset) {
    next = offset;
    behind.addAll(incarnations.keySet());
  }

  /** What to do with a record. */
  enum Verdict {
    /** It is the next one of its district: apply it. */
    NEXT,
    /** It is applied already, or read from the ledger, or not ours. */
    PASS
  }

  /** Follows a record of this partition. */
  Verdict follow(FeedRecord record, long offset) {
    next = offset + 1;
    String district = record.district();
    if (!record.incarnation().equals(incarnations.get(district)) || behind.contains(district)) {
      return Verdict.PASS;
    }
    long position = reached(district);
    if (record.position() <= position) {
      return Verdict.PASS;
    }
    if (record.previous() > position) {
      behind.add(district);
      return Verdict.PASS;
    }
    reached.put(district, record.position());
    return Verdict.NEXT;
  }

  /** Passes a record that nobody can read; if it mattered, the next one shows a gap. */
  void pass(long offset) {
    next = offset + 1;
  }

  boolean isBehind(String district) {
    return behind.contains(district);
  }

  boolean isBehind() {
    return !behind.isEmpty();
  }

  /** The position up to which everything of the district is applied, or about to be. */
  long reached(String district) {
    Long position = reached.get(district);
    if (position == null) {
      throw new IllegalStateException("no checkpoint of " + district + " in " + partition);
    }
    return position;
  }

  /** The ledger was read up to the position. */
  void caughtUpTo(String district, long position) {
    reached.merge(district, position, Math::max);
  }

  /** There was nothing more in the ledger. */
  void caughtUp(String district) {
    behind.remove(district);
  }

  /** The checkpoints that have to move. */
  List<Advance> advances() {
    List<Advance> advances = new ArrayList<>();
    reached.forEach((district, position) -> {
      long from = committed.getOrDefault(district, -1L);
      String incarnation = incarnations.get(district);
      if (position > from && incarnation != null) {
        advances.add(
            new Advance(new Share(district, partition.partition()), incarnation, from, position));
      }
    });
    return advances;
  }

  /**
   * The move of the place in Kafka. It stays where a district is behind, so that a restart meets
   * the gap again.
   */
  List<Seek> seeks() {
    return behind.isEmpty() && next != committedNext
        ? List.of(new Seek(partition.topic(), partition.partition(), committedNext, next))
        : List.of();
  }

  /** All of {@link #advances} and {@link #seeks} is written. */
  void committed() {
    committed.putAll(reached);
    if (behind.isEmpty()) {
      committedNext = next;
    }
  }
}

package progression.projections.runtime;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.relay.EventTopic;
import progression.relay.Partitions;

/** What a projection could not apply, and what people do about it. */
public final class ParkedEvents {

  private static final int PAGE = 500;

  private final ProjectionWriter writer;
  private final Districts districts;
  private final EventTopic topic;

  ParkedEvents(ProjectionWriter writer, Districts districts, EventTopic topic) {
    this.writer = writer;
    this.districts = districts;
    this.topic = topic;
  }

  /** Parked events of a district behind a position, in order; dropped ones are among them. */
  public List<Parked> list(String district, long after, int limit) throws SQLException {
    return writer.transaction(connection -> ParkedJdbc.list(connection, district, after, limit));
  }

  /**
   * Applies a learner's parked events again, as the ledger has them. One that still fails parks
   * again, with those behind it.
   */
  public void retry(String district, LearnerId learner) throws SQLException {
    writer.transaction(connection -> {
      int partition = Partitions.of(district, learner, topic.partitions());
      ParkedJdbc.hold(connection, district, partition);
      Set<Long> positions = ParkedJdbc.take(connection, district, learner);
      writer.apply(connection, stored(district, learner, positions));
      return true;
    });
  }

  /**
   * Gives an event up for good, also for rebuilds, and retries what waits behind it.
   *
   * @return false if no such event is parked
   */
  public boolean drop(String district, LearnerId learner, long position, String reason)
      throws SQLException {
    boolean isDropped =
        writer.transaction(connection -> ParkedJdbc.drop(connection, district, position, reason));
    if (isDropped) {
      retry(district, learner);
    }
    return isDropped;
  }

  private List<Arrival> stored(String district, LearnerId learner, Set<Long> positions) {
    LedgerReader ledger = districts.ledger(district);
    Set<Long> missing = new HashSet<>(positions);
    List<Arrival> arrivals = new ArrayList<>();
    long after = missing.stream().mapToLong(Long::longValue).min().orElse(0) - 1;
    while (!missing.isEmpty()) {
      List<StoredEvent> page = ledger.byTag(Tag.learner(learner), after, PAGE);
      if (page.isEmpty()) {
        throw new IllegalStateException("the ledger has no event at " + missing);
      }
      for (StoredEvent event : page) {
        if (missing.remove(event.position())) {
          arrivals.add(Arrival.of(event, district, topic.partitions()));
        }
      }
      after = page.getLast().position();
    }
    return arrivals;
  }
}

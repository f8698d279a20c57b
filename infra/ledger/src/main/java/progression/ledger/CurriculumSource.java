package progression.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import progression.curriculum.Curriculum;
import progression.event.ReferenceEvent;
import progression.kernel.Tag;
import progression.ledger.json.JsonEventCodec;

/**
 * What is in force in each district, folded from its ledger and kept in memory.
 *
 * <p>Commands are completed with it. It may be a moment old: a decision's boundary reads on from
 * its position, so only what can not be resolved at all has to be asked {@link #fresh}.
 */
public final class CurriculumSource {

  private static final int PAGE = 10;

  private final Ledgers ledgers;
  private final JsonEventCodec codec = new JsonEventCodec();
  private final Duration staleness;
  private final Map<String, Known> byDistrict = new ConcurrentHashMap<>();

  /**
   * @param staleness for how long {@link #current} may answer from memory
   */
  public CurriculumSource(Ledgers ledgers, Duration staleness) {
    this.ledgers = ledgers;
    this.staleness = staleness;
  }

  /** What is in force, as known here. */
  public Curriculum current(String district) {
    Known known = known(district);
    return System.nanoTime() - known.askedAt > staleness.toNanos()
        ? known.catchUp()
        : known.curriculum;
  }

  /** What is in force at the head of the ledger now. */
  public Curriculum fresh(String district) {
    return known(district).catchUp();
  }

  private Known known(String district) {
    return byDistrict.computeIfAbsent(district, name -> new Known(ledgers.of(name).reader()));
  }

  private final class Known {
    private final LedgerReader reader;
    private final ReentrantLock catchingUp = new ReentrantLock();
    private volatile Curriculum curriculum = Curriculum.EMPTY;
    private volatile long askedAt = System.nanoTime() - Duration.ofDays(1).toNanos();

    Known(LedgerReader reader) {
      this.reader = reader;
    }

    /** Everything recorded before the call is part of the answer. */
    Curriculum catchUp() {
      catchingUp.lock();
      try {
        long asked = System.nanoTime();
        Curriculum next = curriculum;
        List<StoredEvent> page;
        do {
          page = reader.byTag(Tag.curriculum(), next.position(), PAGE);
          for (StoredEvent stored : page) {
            next = next.evolve(reference(stored), stored.position());
          }
        } while (page.size() == PAGE);
        curriculum = next;
        askedAt = asked;
        return next;
      } finally {
        catchingUp.unlock();
      }
    }

    private ReferenceEvent reference(StoredEvent stored) {
      return (ReferenceEvent) codec.decode(stored.type(), stored.version(), stored.payload());
    }
  }
}

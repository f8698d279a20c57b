package progression.api.revision;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import progression.consequence.LearnerRecord;
import progression.curriculum.Curriculum;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;

/**
 * The learners of a district up to a position of its ledger, in the order in which they were
 * enrolled. A page of them is in memory, however many there are.
 */
final class Learners implements Iterator<Learners.Enrolled> {

  private static final int PAGE = 500;

  private final JsonEventCodec codec = new JsonEventCodec();
  private final LedgerReader ledger;
  private final long until;
  private List<Enrolled> page = new ArrayList<>();
  private int next;
  private long after = Boundary.START;

  /** A learner, and the position at which she was enrolled. */
  record Enrolled(LearnerId learner, long position) {}

  Learners(LedgerReader ledger, long until) {
    this.ledger = ledger;
    this.until = until;
  }

  @Override
  public boolean hasNext() {
    if (next == page.size()) {
      page = read();
      next = 0;
    }
    return next < page.size();
  }

  @Override
  public Enrolled next() {
    return page.get(next++);
  }

  /** A learner's record as of the position. */
  LearnerRecord record(LearnerId learner, Curriculum curriculum) {
    LearnerRecord record = new LearnerRecord(learner, curriculum, List.of());
    long position = Boundary.START;
    List<StoredEvent> events;
    do {
      events = ledger.byTag(Tag.learner(learner), position, PAGE);
      for (StoredEvent event : events) {
        if (event.position() > until) {
          return record;
        }
        record.evolve(decode(event), event.position());
        position = event.position();
      }
    } while (events.size() == PAGE);
    return record;
  }

  private List<Enrolled> read() {
    List<Enrolled> read = new ArrayList<>();
    for (StoredEvent event : ledger.ofType(LearnerEnrolled.class, after, PAGE)) {
      after = event.position();
      if (after <= until && decode(event) instanceof LearnerEvent enrolled) {
        read.add(new Enrolled(enrolled.learner(), after));
      }
    }
    return read;
  }

  private ProgressionEvent decode(StoredEvent event) {
    return codec.decode(event.type(), event.version(), event.payload());
  }
}

package progression.bench;

import java.util.ArrayList;
import java.util.List;
import progression.bench.Database.FreshLedger;
import progression.event.EvidenceRecorded;
import progression.ledger.Ledger;
import progression.ledger.Priority;

/**
 * A ledger that is read: learners with ten pieces of evidence each on one competency, which came in
 * one a learner and day, so that no learner's events stand together.
 */
final class Archive implements AutoCloseable {

  static final int EACH = 10;
  private static final int APPEND = 256;

  private final int learners;
  private final FreshLedger fresh;

  Archive(Database database, int learners) throws Exception {
    this.learners = learners;
    fresh = database.freshLedger();
    Appends appends = new Appends(fresh.ledger(), Priority.BULK);
    List<EvidenceRecorded> events = new ArrayList<>();
    long marker = -1;
    for (int day = 0; day < EACH; day++) {
      for (int learner = 0; learner < learners; learner++) {
        events.add(
            Samples.event(
                "S-" + learner,
                Samples.competency(learner).value(),
                "lms:attempt-" + Samples.nextId()));
        if (events.size() == APPEND) {
          marker = appends.all(events, marker);
          events.clear();
        }
      }
    }
    if (!events.isEmpty()) {
      appends.all(events, marker);
    }
    SetupJdbc.vacuum(database.connections(), ledger().schema());
  }

  Ledger ledger() {
    return fresh.ledger();
  }

  int learners() {
    return learners;
  }

  @Override
  public void close() throws Exception {
    fresh.close();
  }
}

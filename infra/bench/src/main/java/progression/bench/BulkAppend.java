package progression.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.bench.Database.FreshLedger;
import progression.event.EvidenceRecorded;
import progression.ledger.Priority;

/**
 * Appends of 256 events each through the bulk lane; each event is only recorded if its evidence is
 * not yet. The floor writes the same rows without order, conditions or hashes.
 */
final class BulkAppend implements Scenario {

  private static final int CALLERS = 16;
  private static final int EVENTS = 256;
  private static final int LEARNERS = 16_000;

  private final Database database;
  private final Raw raw;
  private final @Nullable MessageDbJdbc messageDb;

  BulkAppend(Database database, @Nullable MessageDbJdbc messageDb) {
    this.messageDb = messageDb;
    this.database = database;
    this.raw = new Raw(database);
  }

  @Override
  public String id() {
    return "S5";
  }

  @Override
  public String metric() {
    return "bulk append, 3 tags an event, conditions kept";
  }

  @Override
  public String unit() {
    return "events/s";
  }

  @Override
  public List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    Collections.addAll(
        candidates,
        new Candidate("the ledger, 16 appends of 256 at once", this::ours),
        new Candidate("set-based floor, 1 x 2,048", time -> raw.insertSets(1, 2_048, time)),
        new Candidate("set-based floor, 1 x 8,192", time -> raw.insertSets(1, 8_192, time)),
        new Candidate("set-based floor, 2 x 2,048", time -> raw.insertSets(2, 2_048, time)));
    if (messageDb != null) {
      candidates.add(
          new Candidate("message-db, 256 writes a commit", time -> messageDb.bulk(1, 256, time)));
    }
    return candidates;
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(0.6, "set-based floor"));
  }

  private Measure.Result ours(Duration time) throws Exception {
    try (FreshLedger fresh = database.freshLedger()) {
      Appends appends = new Appends(fresh.ledger(), Priority.BULK);
      return Measure.inThreads(CALLERS, time, number -> bulk(appends));
    }
  }

  static Measure.Work bulk(Appends appends) {
    long[] marker = {-1};
    return () -> {
      List<EvidenceRecorded> events = new ArrayList<>(EVENTS);
      for (int i = 0; i < EVENTS; i++) {
        long id = Samples.nextId();
        events.add(Samples.event(id % LEARNERS, id));
      }
      marker[0] = appends.all(events, marker[0]);
      return EVENTS;
    };
  }
}

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
 * One event with three tags, on the condition that its learner has no news. Each caller has a
 * thousand learners of its own, so no condition fails.
 */
final class SingleAppend implements Scenario {

  private static final int CALLERS = 16;
  private static final int LEARNERS = 1_000;

  private final Database database;
  private final Raw raw;
  private final @Nullable MessageDbJdbc messageDb;

  SingleAppend(Database database, @Nullable MessageDbJdbc messageDb) {
    this.messageDb = messageDb;
    this.database = database;
    this.raw = new Raw(database);
  }

  @Override
  public String id() {
    return "S1";
  }

  @Override
  public String metric() {
    return "conditional one-event append, 16 callers";
  }

  @Override
  public String unit() {
    return "appends/s";
  }

  @Override
  public List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    Collections.addAll(
        candidates,
        new Candidate("the ledger", this::ours),
        new Candidate("raw one-row insert, 8 connections", time -> raw.insertOne(8, time)),
        new Candidate("strawman, 8 connections", time -> strawman(8, time)),
        new Candidate("strawman, 16 connections", time -> strawman(16, time)));
    if (messageDb != null) {
      candidates.add(
          new Candidate("message-db, 16 connections", time -> messageDb.single(16, time)));
    }
    return candidates;
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(1.0, "raw one-row insert"), new Bar.Times(4.0, "strawman"));
  }

  private Measure.Result ours(Duration time) throws Exception {
    try (FreshLedger fresh = database.freshLedger()) {
      Appends appends = new Appends(fresh.ledger(), Priority.INTERACTIVE);
      return Measure.inThreads(CALLERS, time, number -> new Caller(number, appends::one));
    }
  }

  private Measure.Result strawman(int connections, Duration time) throws Exception {
    raw.recreate();
    return Measure.inThreads(connections, time, number -> new Locking(database, number));
  }

  private interface Append {
    long append(EvidenceRecorded event, long marker);
  }

  private static final class Caller implements Measure.Work {
    private final int number;
    private final Append append;
    private long count;
    private long marker = -1;

    Caller(int number, Append append) {
      this.number = number;
      this.append = append;
    }

    @Override
    public int once() {
      long learner = learner(number, count++);
      marker = append.append(Samples.event(learner, Samples.nextId()), marker);
      return 1;
    }
  }

  private static final class Locking implements Measure.Work, AutoCloseable {
    private final int number;
    private final ReferenceJdbc jdbc;
    private long count;
    private long marker = -1;

    Locking(Database database, int number) throws Exception {
      this.number = number;
      this.jdbc = new ReferenceJdbc(database.connections());
    }

    @Override
    public int once() throws Exception {
      long learner = learner(number, count++);
      marker = jdbc.insertLocked(Samples.row(learner, Samples.nextId()), marker);
      return 1;
    }

    @Override
    public void close() throws Exception {
      jdbc.close();
    }
  }

  private static long learner(int caller, long count) {
    return (long) caller * LEARNERS + count % LEARNERS;
  }
}

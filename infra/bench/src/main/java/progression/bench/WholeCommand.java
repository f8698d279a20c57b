package progression.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RecordEvidence through the product's command path: 32 callers against Axon 4 in a process of its
 * own, and one caller against a bare insert.
 */
final class WholeCommand implements Scenario {

  private final Database database;
  private final String id;
  private final int callers;
  private final int learners;
  private @Nullable Classroom classroom;
  private @Nullable Axon4 axon4;

  private WholeCommand(Database database, String id, int callers, int learners) {
    this.database = database;
    this.id = id;
    this.callers = callers;
    this.learners = learners;
  }

  /** S2. */
  static WholeCommand together(Database database, boolean quick) {
    return new WholeCommand(database, "S2", 32, quick ? 2_000 : 20_000);
  }

  /** S3: nobody to share a commit with. */
  static WholeCommand alone(Database database, boolean quick) {
    return new WholeCommand(database, "S3", 1, quick ? 500 : 4_000);
  }

  private boolean isAlone() {
    return callers == 1;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String metric() {
    return "whole command (read, decide, append), %d caller%s"
        .formatted(callers, isAlone() ? "" : "s");
  }

  @Override
  public String unit() {
    return "commands/s";
  }

  @Override
  public void prepare() throws Exception {
    classroom = new Classroom(database, learners);
    axon4 = Axon4.start(database);
    axon4.begin(learners, Classroom.EVIDENCE);
  }

  @Override
  public List<Candidate> candidates() {
    Raw raw = new Raw(database);
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(new Candidate("the ledger", this::ours));
    if (isAlone()) {
      candidates.add(
          new Candidate("raw one-row insert, 1 connection", time -> raw.insertOne(1, time)));
      candidates.add(
          new Candidate("Axon 4.13 JDBC, cached, 1 thread", time -> axon4(1, false, time)));
    } else {
      for (int threads : new int[] {8, 16, 32}) {
        candidates.add(
            new Candidate(
                "Axon 4.13 JDBC, cached, %d threads".formatted(threads),
                time -> axon4(threads, false, time)));
      }
      candidates.add(
          new Candidate(
              "Axon 4.13 JDBC, cached, autocommit, 32 threads", time -> axon4(32, true, time)));
    }
    return candidates;
  }

  @Override
  public List<Bar> bars() {
    return List.of(
        isAlone() ? new Bar.Times(0.6, "raw one-row insert") : new Bar.Times(3, "Axon 4.13"));
  }

  private Measure.Result ours(Duration time) throws Exception {
    database.settle();
    return Measure.inThreads(callers, time, number -> requireNonNull(classroom)::record);
  }

  private Measure.Result axon4(int threads, boolean autoCommit, Duration time) throws Exception {
    database.settle();
    return requireNonNull(axon4).commands(threads, autoCommit, time);
  }

  @Override
  public void close() throws Exception {
    if (axon4 != null) {
      axon4.close();
    }
    if (classroom != null) {
      classroom.close();
    }
  }
}

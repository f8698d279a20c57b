package progression.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RecordEvidence through the product's command path, by so many callers at once. */
final class WholeCommand implements Scenario {

  private final Database database;
  private final int callers;
  private final int learners;
  private final Raw raw;
  private @Nullable Classroom classroom;

  private WholeCommand(Database database, int callers, int learners) {
    this.database = database;
    this.callers = callers;
    this.learners = learners;
    this.raw = new Raw(database);
  }

  /** S3: nobody to share a commit with. */
  static WholeCommand alone(Database database, boolean quick) {
    return new WholeCommand(database, 1, quick ? 500 : 4_000);
  }

  @Override
  public String id() {
    return "S3";
  }

  @Override
  public String metric() {
    return "whole command (read, decide, append), 1 caller";
  }

  @Override
  public String unit() {
    return "commands/s";
  }

  @Override
  public void prepare() throws Exception {
    classroom = new Classroom(database, learners);
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(
        new Candidate("the ledger", this::ours),
        new Candidate("raw one-row insert, 1 connection", time -> raw.insertOne(1, time)));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(0.6, "raw one-row insert"));
  }

  private Measure.Result ours(Duration time) throws Exception {
    database.settle();
    Classroom prepared = classroom;
    if (prepared == null) {
      throw new IllegalStateException("not prepared");
    }
    return Measure.inThreads(callers, time, number -> prepared::record);
  }

  @Override
  public void close() throws Exception {
    if (classroom != null) {
      classroom.close();
    }
  }
}

package progression.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import progression.bench.Samples.Row;

/** The floors: what PostgreSQL does on tables of a ledger's shape with nothing above it. */
final class Raw {

  private static final int LEARNERS = 16_000;

  private final Database database;
  private final AtomicLong positions = new AtomicLong();

  Raw(Database database) {
    this.database = database;
  }

  /** Empty tables. */
  void recreate() throws Exception {
    try (Database.FreshLedger shape = database.freshLedger()) {
      SetupJdbc.recreateRaw(database.connections(), shape.ledger().schema());
    }
    positions.set(0);
  }

  /** One row and its tags, one commit, again and again. */
  Measure.Result insertOne(int connections, Duration time) throws Exception {
    recreate();
    return Measure.inThreads(
        connections,
        time,
        number ->
            new Writer(
                database,
                jdbc -> {
                  jdbc.insertOne(next());
                  return 1;
                }));
  }

  /** Many rows and their tags, one commit, again and again. */
  Measure.Result insertSets(int connections, int rows, Duration time) throws Exception {
    recreate();
    return Measure.inThreads(
        connections,
        time,
        number ->
            new Writer(
                database,
                jdbc -> {
                  List<Row> set = new ArrayList<>(rows);
                  for (int i = 0; i < rows; i++) {
                    set.add(next());
                  }
                  jdbc.insertSet(positions.getAndAdd(rows), set);
                  return rows;
                }));
  }

  private static Row next() {
    long id = Samples.nextId();
    return Samples.row(id % LEARNERS, id);
  }

  interface Write {
    int once(ReferenceJdbc jdbc) throws Exception;
  }

  /** Work with a connection of its own. */
  static final class Writer implements Measure.Work, AutoCloseable {
    private final ReferenceJdbc jdbc;
    private final Write write;

    Writer(Database database, Write write) throws Exception {
      this.jdbc = new ReferenceJdbc(database.connections());
      this.write = write;
    }

    @Override
    public int once() throws Exception {
      return write.once(jdbc);
    }

    @Override
    public void close() throws Exception {
      jdbc.close();
    }
  }
}

package progression.bench;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import progression.projections.runtime.Districts;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;
import progression.projections.runtime.RebuildRun;
import progression.relay.EventTopic;

/**
 * A projection made anew from the ledger: read, decoded, folded, written with its checkpoints,
 * compared with the live tables and swapped in; and the same folds and upserts alone, of the same
 * events, decoded already. Both count all events of the ledger, as the projection is made of it.
 */
final class ProjectionRebuild implements Scenario {

  private final Database database;
  private final Projection projection;
  private final int learners;
  private @Nullable SchoolYear year;
  private @Nullable HikariDataSource tables;
  private @Nullable RebuildRun run;
  private List<List<ProjectedEvent>> decoded = List.of();

  private ProjectionRebuild(Database database, Projection projection, boolean quick) {
    this.database = database;
    this.projection = projection;
    this.learners = quick ? 500 : 5_700;
  }

  /** One for each projection. */
  static List<Scenario> all(Database database, boolean quick) {
    return RebuildRun.projections().stream()
        .<Scenario>map(projection -> new ProjectionRebuild(database, projection, quick))
        .toList();
  }

  @Override
  public String id() {
    return "P1";
  }

  @Override
  public String name() {
    return "P1." + projection.name();
  }

  @Override
  public String metric() {
    return "rebuild of %s, a year of %,d learners".formatted(projection.name(), learners);
  }

  @Override
  public String unit() {
    return "events/s";
  }

  @Override
  public void prepare() throws Exception {
    year = new SchoolYear(database, learners);
    tables = ReadSide.tables(database);
    Districts districts = new Districts(Map.of(year.ledger().district(), year.ledger().reader()));
    run =
        new RebuildRun(
            projection, tables, districts, new EventTopic(Map.of(), ReadSide.PARTITIONS, Map.of()));
    decoded = run.decoded(year.ledger().district());
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(
        new Candidate(projection.name(), this::rebuild),
        new Candidate("set-based upserts alone", this::upserts));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.PerSecond(30_000), new Bar.Times(0.5, "set-based upserts"));
  }

  private Measure.Result rebuild(Duration time) throws SQLException {
    database.settle();
    long started = System.nanoTime();
    Measure.Result result = perSecond(requireNonNull(run).rebuild(), started);
    checkWritten();
    return result;
  }

  /** A projection that writes nothing of the year would be measured at reading it. */
  private void checkWritten() throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : requireNonNull(run).ownTables()) {
      rows.put(table, SetupJdbc.rows(requireNonNull(tables), projection.name() + "." + table));
    }
    System.out.printf("   rows of %s: %s%n", projection.name(), rows);
    if (rows.containsValue(0L)) {
      throw new IllegalStateException("%s has empty tables: %s".formatted(projection.name(), rows));
    }
  }

  private Measure.Result upserts(Duration time) throws SQLException {
    database.settle();
    long started = System.nanoTime();
    requireNonNull(run).upsert(decoded);
    return perSecond(requireNonNull(year).ledger().reader().size(), started);
  }

  private static Measure.Result perSecond(long events, long started) {
    return new Measure.Result(events * 1e9 / (System.nanoTime() - started), null, 0);
  }

  @Override
  public void close() throws Exception {
    decoded = List.of(); // The next projection's take as much memory.
    if (tables != null) {
      ReadSide.forget(tables);
    }
    if (year != null) {
      year.close();
    }
  }
}

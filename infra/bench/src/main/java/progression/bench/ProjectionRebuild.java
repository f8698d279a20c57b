package progression.bench;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.projections.runtime.Districts;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;
import progression.projections.runtime.RebuildRun;
import progression.relay.EventTopic;

/**
 * A projection made anew from the ledger: read, decoded, folded, written with its checkpoints,
 * compared with the live tables and swapped in; and the same folds and upserts alone.
 */
final class ProjectionRebuild implements Scenario {

  private final Database database;
  private final Projection projection;
  private final int learners;
  private @Nullable Archive archive;
  private @Nullable HikariDataSource tables;
  private @Nullable RebuildRun run;
  private List<List<ProjectedEvent>> decoded = List.of();

  private ProjectionRebuild(Database database, Projection projection, boolean quick) {
    this.database = database;
    this.projection = projection;
    this.learners = quick ? 4_000 : 50_000;
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
    return "rebuild of %s, %,d events".formatted(projection.name(), learners * Archive.EACH);
  }

  @Override
  public String unit() {
    return "events/s";
  }

  @Override
  public void prepare() throws Exception {
    archive = new Archive(database, learners);
    tables = ReadSide.tables(database);
    Districts districts =
        new Districts(Map.of(archive.ledger().district(), archive.ledger().reader()));
    run =
        new RebuildRun(
            projection, tables, districts, new EventTopic(Map.of(), ReadSide.PARTITIONS, Map.of()));
    decoded = run.decoded(archive.ledger().district());
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
    return perSecond(requireNonNull(run).rebuild(), started);
  }

  private Measure.Result upserts(Duration time) throws SQLException {
    database.settle();
    long started = System.nanoTime();
    requireNonNull(run).upsert(decoded);
    return perSecond(decoded.stream().mapToLong(List::size).sum(), started);
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
    if (archive != null) {
      archive.close();
    }
  }
}

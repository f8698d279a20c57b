package progression.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import progression.ledger.ChainVerifier.Verdict;
import progression.ledger.ReadJdbc.Snapshot;
import progression.ledger.Wanted.Part;

/** One district's ledger: its schema, its appender on this node, and its reader. */
public final class Ledger implements AutoCloseable {

  private static final Pattern DISTRICT = Pattern.compile("[a-z0-9-]{1,40}");

  private final String district;
  private final String schema;
  private final DataSource dataSource;
  private final ReadJdbc read;
  private final HeadSignal signal;
  private final GroupReader boundaries;
  private final GroupCommitAppender appender;

  /**
   * Opens a ledger that is {@link #provision provisioned}, or is about to be.
   *
   * @param district 1 to 40 lower-case letters, digits and hyphens
   * @param dataSource as {@link LedgerPool} opens them
   */
  public Ledger(String district, DataSource dataSource) {
    this(district, dataSource, new ReadJdbc(district, schema(district)), GroupCommitAppender::new);
  }

  /** The same with other parts. */
  Ledger(String district, DataSource dataSource, ReadJdbc read, AppenderFactory appenders) {
    this.district = district;
    this.schema = schema(district);
    this.dataSource = dataSource;
    this.read = read;
    this.signal = new HeadSignal();
    this.boundaries = new GroupReader(wanted -> query(on -> read.snapshot(on, wanted)));
    this.appender = appenders.create(dataSource, new AppendJdbc(district, schema), signal);
  }

  /** Makes a ledger's appender. */
  interface AppenderFactory {
    GroupCommitAppender create(DataSource dataSource, AppendJdbc jdbc, HeadSignal signal);
  }

  /** Creates the district's schema, or brings it up to date. */
  public void provision() {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(schema)
        .locations("classpath:db/ledger")
        .placeholders(Map.of("district", district))
        .load()
        .migrate();
  }

  /**
   * Checks the chain of hashes.
   *
   * @param lastEvents how many events from the end; {@link Integer#MAX_VALUE} for the whole ledger,
   *     which is walked from its first event
   * @return the head that was found intact
   * @throws DamagedLedgerException if something was altered
   */
  public Head verify(int lastEvents) {
    ChainVerifier verifier = new ChainVerifier(this);
    return switch (query(
        on ->
            lastEvents == Integer.MAX_VALUE
                ? verifier.verify(on)
                : verifier.verifyLast(on, lastEvents))) {
      case Verdict.Intact intact -> intact.head();
      case Verdict.Broken broken -> throw new DamagedLedgerException(district, broken);
    };
  }

  public String district() {
    return district;
  }

  /** The PostgreSQL schema. No two districts share one: a district's name has no underscore. */
  public String schema() {
    return schema;
  }

  /** Publishes how appends fare and how far the ledger has come, as far as this node has heard. */
  public void publish(MeterRegistry registry) {
    signal.advance(head().position()); // or else a quiet ledger would look like an empty one
    appender.publish(registry, district);
    Gauge.builder("progression.ledger.reads.waiting", boundaries, GroupReader::waiting)
        .description("Boundary reads that wait for the next statement")
        .tags("district", district)
        .register(registry);
    Gauge.builder("progression.ledger.head", this, Ledger::heardOf)
        .description("Position of the last event that this node has heard of")
        .tags("district", district)
        .register(registry);
  }

  /** Position of the last event that this node has heard of; −1 before the first. */
  public long heardOf() {
    return signal.head();
  }

  /** The plain log, for whoever follows it. */
  public LedgerReader reader() {
    return new LedgerReader(this);
  }

  /**
   * Whether an append would probably succeed: the ledger can be read, and where the last append
   * failed for want of a ledger that works, the disk takes something again.
   */
  public boolean isWritable() {
    try (Connection connection = dataSource.getConnection()) {
      if (appender.isOut()) {
        AppendJdbc.writeOnTrial(connection);
        appender.recovered();
      } else {
        read.head(connection);
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Takes no more, and returns when all that waited is written. */
  @Override
  public void close() {
    appender.close();
  }

  CompletableFuture<Long> append(AppendRequest request) {
    return appender.append(request);
  }

  /** The events of each part and the head, as one snapshot shows them. */
  Snapshot snapshot(List<Part> parts) {
    return boundaries.read(parts);
  }

  List<StoredEvent> page(List<Criterion> criteria, long after, int limit) {
    if (criteria.contains(Criterion.ANY)) {
      return page(Stretch.behind(after), limit);
    }
    Wanted wanted = new Wanted();
    criteria.forEach(criterion -> wanted.add(new Part(criterion, after)));
    return query(connection -> read.page(connection, wanted, limit));
  }

  List<StoredEvent> page(Stretch stretch, int limit) {
    return query(connection -> read.page(connection, stretch, limit));
  }

  Head head() {
    return query(read::head);
  }

  long positionAsOf(Instant time) {
    return query(connection -> read.positionAsOf(connection, time));
  }

  long positionBefore(Instant time) {
    return query(connection -> read.positionBefore(connection, time));
  }

  HeadSignal signal() {
    return signal;
  }

  static String schema(String district) {
    if (!DISTRICT.matcher(district).matches()) {
      throw new IllegalArgumentException("not the name of a district: " + district);
    }
    return "ledger_" + district.replace('-', '_');
  }

  private interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T query(Query<T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.on(connection);
    } catch (SQLException e) {
      throw new LedgerUnavailableException("the ledger cannot be read", e);
    }
  }
}

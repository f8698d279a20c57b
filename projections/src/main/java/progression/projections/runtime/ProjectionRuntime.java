package progression.projections.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import progression.projections.runtime.CheckpointJdbc.Checkpoint;
import progression.projections.runtime.Rebuild.Differences;
import progression.relay.EventTopic;

/**
 * Runs the projections of this process: brings their tables up to date, rebuilds those that have to
 * be, and feeds them until it is stopped.
 */
public final class ProjectionRuntime implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ProjectionRuntime.class);

  /**
   * What a start rebuilds, beside the live tables and while they are fed and read.
   *
   * @param projections by name
   * @param acceptDifferences whether rebuilt rows may differ from the live ones
   */
  public record Wish(Set<String> projections, boolean acceptDifferences) {
    public Wish {
      projections = Set.copyOf(projections);
    }
  }

  private final List<Projection> projections;
  private final DataSource dataSource;
  private final Districts districts;
  private final EventTopic topic;
  private final Freshness freshness;
  private final Wish wish;
  private final Map<String, ProjectionFeed> feeds = new TreeMap<>();
  private @Nullable Rebuild rebuild;
  private @Nullable Thread rebuilding;
  private volatile boolean running;

  public ProjectionRuntime(
      List<Projection> projections,
      DataSource dataSource,
      Districts districts,
      EventTopic topic,
      Freshness freshness,
      Wish wish) {
    this.projections = List.copyOf(projections);
    this.dataSource = dataSource;
    this.districts = districts;
    this.topic = topic;
    this.freshness = freshness;
    this.wish = wish;
  }

  /**
   * Migrates, begins to feed, and then rebuilds what it was told to. Tables that were made from
   * another ledger are made anew before anything is fed to them.
   *
   * @throws UnknownProjectionException if a projection is to be rebuilt that does not exist
   * @throws IllegalStateException if tables that have to be made anew cannot be
   */
  @Override
  public void start() {
    List<Projection> wished = wish.projections().stream().map(this::find).toList();
    Schemas.createReaders(dataSource, districts.names());
    migrate();
    FeedReader reader = new FeedReader();
    for (Projection projection : projections) {
      replaceWhereOld(projection);
      ProjectionFeed feed =
          new ProjectionFeed(
              projection,
              writer(projection),
              districts,
              topic,
              reader,
              freshness.commits(projection.name()));
      feeds.put(projection.name(), feed);
      feed.start();
    }
    rebuildBeside(wished);
    running = true;
  }

  /** All schemas side by side: most of a migration is waiting for the database. */
  private void migrate() {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> migrations = new ArrayList<>();
      for (Projection projection : projections) {
        migrations.add(
            each.submit(() -> {
              Schemas.migrate(dataSource, projection, projection.name());
              PastTables.dropAbandoned(dataSource, projection);
              Rebuild.forgetAbandoned(dataSource, projection);
              return projection;
            }));
      }
      for (Future<?> migration : migrations) {
        migration.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The tables of a projection cannot be made.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while tables were made.", e);
    }
  }

  /** Leaves the groups, each feed after the batch in hand, and gives up what is being rebuilt. */
  @Override
  public void stop() {
    if (rebuild != null) {
      rebuild.stop();
    }
    feeds.values().forEach(ProjectionFeed::stop);
    feeds.values().forEach(ProjectionFeed::close);
    feeds.clear();
    try {
      if (rebuilding != null && !rebuilding.join(Duration.ofSeconds(30))) {
        log.warn("A rebuild is still busy and was left behind.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Early: HTTP opens when the tables are there, and closes before the feeds stop. */
  @Override
  public int getPhase() {
    return 0;
  }

  /** What keeps a projection from being fed, in a sentence; none while all is well. */
  public @Nullable String error(String projection) {
    ProjectionFeed feed = feeds.get(projection);
    return feed == null ? null : feed.error();
  }

  /** The names of the projections that this process feeds. */
  public List<String> names() {
    return projections.stream().map(Projection::name).toList();
  }

  /** The events that a projection could not apply. */
  public ParkedEvents parked(String projection) {
    return new ParkedEvents(writer(find(projection)), districts, topic);
  }

  /**
   * Publishes how far each projection is behind each ledger, in positions and in seconds, how many
   * events it could not apply, how far its rebuilt tables are, and whether they did not come about.
   */
  public void publish(MeterRegistry registry) {
    for (String projection : names()) {
      for (String district : districts.names()) {
        Map<String, ToDoubleFunction<Freshness.State>> gauges =
            Map.of(
                "lag.positions", Freshness.State::lag,
                "lag.seconds", state -> state.behind().toMillis() / 1000.0,
                "parked", Freshness.State::parked,
                "rebuild.position", ProjectionRuntime::rebuilt,
                "rebuild.failed", state -> isFailed(state) ? 1 : 0);
        gauges.forEach((name, value) ->
            Gauge.builder(
                    "progression.projection." + name,
                    () -> value.applyAsDouble(freshness.recent(projection, district)))
                .tags("projection", projection, "district", district)
                .register(registry));
      }
    }
  }

  private static double rebuilt(Freshness.State state) {
    Freshness.Rebuilding rebuild = state.rebuild();
    return rebuild == null || rebuild.failure() != null ? Double.NaN : rebuild.position();
  }

  /** Whether the live tables stayed: it broke off, or the rows were not the same. */
  private static boolean isFailed(Freshness.State state) {
    Freshness.Rebuilding rebuild = state.rebuild();
    return rebuild != null && (rebuild.failure() != null || rebuild.differing() != null);
  }

  private Projection find(String name) {
    return projections.stream()
        .filter(projection -> projection.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UnknownProjectionException(name, names()));
  }

  private ProjectionWriter writer(Projection projection) {
    return new ProjectionWriter(projection, projection.name(), dataSource);
  }

  private void replaceWhereOld(Projection projection) {
    try {
      if (isOfAnotherIncarnation(projection)) {
        log.info("Rebuilding {} from another ledger.", projection.name());
        var unused = new Rebuild(dataSource, districts, topic).run(projection, Differences.ACCEPT);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Rebuilding " + projection.name() + " failed.", e);
    }
  }

  /** One after another, beside the feeds. All are announced before it returns. */
  private void rebuildBeside(List<Projection> wished) {
    if (wished.isEmpty()) {
      return;
    }
    Rebuild one = new Rebuild(dataSource, districts, topic);
    Connection session = session();
    try {
      for (Projection projection : wished) {
        one.announce(session, projection);
      }
    } catch (SQLException | RuntimeException e) {
      standDown(session);
      throw new IllegalStateException("Rebuilds cannot be announced.", e);
    }
    rebuild = one;
    rebuilding = Thread.ofPlatform().name("rebuild").start(() -> rebuild(wished, one, session));
  }

  private Connection session() {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException("Rebuilds cannot be announced.", e);
    }
  }

  private void rebuild(List<Projection> wished, Rebuild one, Connection session) {
    try {
      wished.forEach(projection -> rebuild(projection, one));
    } finally {
      standDown(session);
    }
  }

  private static void standDown(Connection session) {
    try (session) {
      RebuildLockJdbc.standDown(session);
    } catch (SQLException e) {
      log.debug("The session that stood for rebuilds had ended before them.", e);
    }
  }

  private void rebuild(Projection projection, Rebuild one) {
    try {
      Rebuild.Report report =
          one.run(projection, wish.acceptDifferences() ? Differences.ACCEPT : Differences.REFUSE);
      if (!report.swapped()) {
        log.error(
            """
            The rebuilt {} differs from the live one in {} rows and was not taken; it stands in \
            the schema {}. To take it: --progression.rebuild.accept-differences=true\
            """,
            projection.name(),
            report.differing(),
            Schemas.rebuilt(projection));
      }
    } catch (SQLException | RuntimeException e) {
      log.error("Rebuilding {} failed; the live tables stay.", projection.name(), e);
      one.tellFailed(projection, e);
    }
  }

  private boolean isOfAnotherIncarnation(Projection projection) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return CheckpointJdbc.all(connection, projection.name()).stream()
          .filter(one -> districts.names().contains(one.share().district()))
          .anyMatch(this::isOld);
    }
  }

  private boolean isOld(Checkpoint checkpoint) {
    return !checkpoint.incarnation().equals(topic.incarnation(checkpoint.share().district()));
  }
}

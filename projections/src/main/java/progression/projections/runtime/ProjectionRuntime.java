package progression.projections.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
   * What a start rebuilds.
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
   * Migrates, rebuilds and begins to feed.
   *
   * @throws IllegalArgumentException if a projection is to be rebuilt that does not exist
   * @throws IllegalStateException if a rebuild fails, or differs where it must not
   */
  @Override
  public void start() {
    checkWish();
    for (Projection projection : projections) {
      Schemas.migrate(dataSource, projection, projection.name());
      rebuildWhereNeeded(projection);
      ProjectionFeed feed =
          new ProjectionFeed(
              projection,
              writer(projection),
              districts,
              topic,
              freshness.commits(projection.name()));
      feeds.put(projection.name(), feed);
      feed.start();
    }
    running = true;
  }

  /** Leaves the groups, each feed after the batch in hand. */
  @Override
  public void stop() {
    feeds.values().forEach(ProjectionFeed::close);
    feeds.clear();
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

  /** Publishes how far each projection is behind each ledger, in positions and in seconds. */
  public void publish(MeterRegistry registry) {
    for (String projection : names()) {
      for (String district : districts.names()) {
        Gauge.builder(
                "progression.projection.lag.positions",
                () -> freshness.lag(projection, district).positions())
            .tags("projection", projection, "district", district)
            .register(registry);
        Gauge.builder(
                "progression.projection.lag.seconds",
                () -> freshness.lag(projection, district).time().toMillis() / 1000.0)
            .tags("projection", projection, "district", district)
            .register(registry);
      }
    }
  }

  private void checkWish() {
    for (String name : wish.projections()) {
      var unused = find(name);
    }
  }

  private Projection find(String name) {
    return projections.stream()
        .filter(projection -> projection.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no projection %s; there are %s".formatted(name, names())));
  }

  private ProjectionWriter writer(Projection projection) {
    return new ProjectionWriter(projection, projection.name(), dataSource);
  }

  private void rebuildWhereNeeded(Projection projection) {
    try {
      boolean isOld = isOfAnotherIncarnation(projection);
      if (!isOld && !wish.projections().contains(projection.name())) {
        return;
      }
      log.info("Rebuilding {}.", projection.name());
      Rebuild.Report report =
          new Rebuild(dataSource, districts, topic)
              .run(
                  projection,
                  isOld || wish.acceptDifferences() ? Differences.ACCEPT : Differences.REFUSE);
      if (!report.swapped()) {
        throw new IllegalStateException(
            """
            The rebuilt %s differs from the live one in %d rows and was not taken; it stands in \
            the schema %s. To take it: --progression.rebuild.accept-differences=true\
            """
                .formatted(projection.name(), report.differing(), Schemas.rebuilt(projection)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Rebuilding " + projection.name() + " failed.", e);
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

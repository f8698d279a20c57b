package progression.projections.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import progression.event.FrameworkPublished;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.projections.TestLedger;
import progression.projections.TestStack;
import progression.projections.runtime.Rebuild.Differences;
import progression.relay.EventTopic;
import progression.relay.Relay;
import progression.roster.Description;

/** A ledger, the live tables of {@link Tally}, and what feeds, mends and rebuilds them. */
abstract class TallyFixture {

  static final ParkedEvents.Drop DROP = new ParkedEvents.Drop("sent in error", "sis", "staff:A-1");

  final TestLedger ledger = new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  final String district = ledger.district();
  final Districts districts = new Districts(Map.of(district, ledger.reader()));
  final Tally tally = new Tally();
  final List<AutoCloseable> opened = new ArrayList<>(List.of(ledger));
  EventTopic topic = TestStack.topic();
  Freshness freshness = freshness();

  @BeforeEach
  void newTables() throws SQLException {
    Tally.forget();
    Schemas.migrate(TestStack.tables(), tally, tally.name());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  /** From here on the ledger is another one, that has the same events. */
  void incarnation(String next) {
    topic = TestStack.topic(Map.of(district, next));
    freshness = freshness();
  }

  private Freshness freshness() {
    return new Freshness(TestStack.tables(), districts, topic, Duration.ofSeconds(60));
  }

  Relay relay() {
    Relay relay = ledger.relay(topic);
    opened.add(relay);
    relay.start();
    return relay;
  }

  ProjectionFeed feed() {
    return feed(topic, TestStack.tables());
  }

  ProjectionFeed feed(EventTopic from, DataSource tables) {
    ProjectionFeed feed =
        new ProjectionFeed(
            tally,
            new ProjectionWriter(tally, tally.name(), tables),
            districts,
            from,
            new FeedReader(),
            freshness.commits(tally.name()));
    opened.add(feed);
    feed.start();
    return feed;
  }

  ProjectionWriter writer() {
    return new ProjectionWriter(tally, tally.name(), TestStack.tables());
  }

  ParkedEvents parked() {
    return new ParkedEvents(writer(), districts, topic);
  }

  ProjectionRuntime runtime() {
    ProjectionRuntime runtime = newRuntime();
    opened.add(runtime::stop);
    runtime.start();
    return runtime;
  }

  ProjectionRuntime newRuntime() {
    return newRuntime(List.of(tally), Set.of());
  }

  ProjectionRuntime newRuntime(List<Projection> projections, Set<String> wished) {
    return new ProjectionRuntime(
        projections,
        TestStack.tables(),
        districts,
        topic,
        freshness,
        new ProjectionRuntime.Wish(wished, false));
  }

  Rebuild rebuild() {
    return new Rebuild(TestStack.tables(), districts, topic);
  }

  boolean swaps() {
    return refusing().swapped();
  }

  /** What comes of a rebuild that must not differ. */
  Rebuild.Report refusing() {
    try {
      return rebuild().run(tally, Differences.REFUSE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitAll() {
    freshness.await(tally.name(), district, Long.toString(ledger.reader().head().position()));
  }

  static List<ProgressionEvent> learners(int count) {
    return learners(0, count);
  }

  static List<ProgressionEvent> learners(int first, int count) {
    return IntStream.range(first, first + count)
        .<ProgressionEvent>mapToObj(n -> new LearnerEnrolled(new LearnerId("S-" + n)))
        .toList();
  }

  static List<ProgressionEvent> described(int count) {
    return IntStream.range(0, count)
        .<ProgressionEvent>mapToObj(
            n -> new LearnerDescribed(new LearnerId("S-" + n), new Description("6", Map.of())))
        .toList();
  }

  static ProgressionEvent started(String learner) {
    return new PathwayStarted(new LearnerId(learner), new PathwayId("p"), 1, "first");
  }

  /** A mishap that befalls those who have {@linkplain #started started}. */
  static void failOnPathway(ProjectedEvent event) {
    if (event.event() instanceof PathwayStarted) {
      throw new IllegalStateException("no such thing");
    }
  }

  static ProgressionEvent framework() {
    return new FrameworkPublished(
        new FrameworkId("math"), 1, "Math", "1.0", List.of(), List.of(), "00", "{}");
  }
}

package progression.projections.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.ProgressionEvent;
import progression.kernel.LearnerId;
import progression.projections.TestLedger;
import progression.projections.TestStack;
import progression.projections.runtime.Rebuild.Differences;
import progression.relay.EventTopic;
import progression.relay.Relay;
import progression.roster.Description;

/** A ledger, the live tables of {@link Tally}, and what feeds and rebuilds them. */
abstract class RebuildFixture {

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

  void relay() {
    Relay relay = ledger.relay(topic);
    opened.add(relay);
    relay.start();
  }

  ProjectionFeed feed() {
    ProjectionFeed feed =
        new ProjectionFeed(
            tally, writer(), districts, topic, new FeedReader(), freshness.commits(tally.name()));
    opened.add(feed);
    feed.start();
    return feed;
  }

  ProjectionWriter writer() {
    return new ProjectionWriter(tally, tally.name(), TestStack.tables());
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
    return IntStream.range(0, count)
        .<ProgressionEvent>mapToObj(n -> new LearnerEnrolled(new LearnerId("S-" + n)))
        .toList();
  }

  static List<ProgressionEvent> described(int count) {
    return IntStream.range(0, count)
        .<ProgressionEvent>mapToObj(
            n -> new LearnerDescribed(new LearnerId("S-" + n), new Description("6", Map.of())))
        .toList();
  }
}

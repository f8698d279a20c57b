package progression.ledger;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.EventTypeRestrictableEventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadIT {

  private final HikariDataSource pool = TestDatabase.pool(6);
  private final String district = TestDatabase.newDistrict();
  private final Ledgers ledgers = Ledgers.open(Map.of(district, pool));
  private final Ledger ledger = ledgers.of(district);
  private final LedgerReader reader = ledger.reader();
  private final PostgresEventStorageEngine engine =
      new PostgresEventStorageEngine(ledger, String.class::cast);

  @AfterEach
  void close() {
    ledgers.close();
    pool.close();
  }

  @Test
  void an_empty_ledger_is_read_up_to_minus_one_and_never_from_the_origin() {
    assertThat(source(one("a", "1"), Map.of()))
        .isEqualTo(new Sourced(List.of(), new GlobalIndexConsistencyMarker(-1)));
  }

  @Test
  void a_replay_has_every_event_once_and_ends_where_the_ledger_does() {
    for (int i = 0; i < 25; i++) {
      append("A", "a=1");
    }
    LedgerPages<StoredEvent> pages = reader.pages(3, 10);
    List<Long> seen = new ArrayList<>();
    for (List<StoredEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      page.forEach(event -> seen.add(event.position()));
    }
    assertThat(seen).isEqualTo(LongStream.rangeClosed(4, 24).boxed().toList());
    assertThat(pages.next()).isEmpty();
  }

  @Test
  void a_stretch_ends_where_it_says_and_leaves_out_what_it_is_to_do_without() {
    for (int i = 0; i < 10; i++) {
      append("A", "a=1");
      append("B", "a=1");
      append("C", "a=1");
    }
    Stretch stretch = new Stretch(2, 20, Set.of("A", "C", "OfNoLedger"));
    LedgerPages<Long> pages = reader.pages(stretch, 4, StoredEvent::position);
    assertThat(pages.next()).containsExactly(4L, 7L, 10L, 13L);
    assertThat(pages.next()).containsExactly(16L, 19L);
    assertThat(pages.next()).isEmpty();
  }

  @Test
  void criteria_match_all_of_their_tags_and_one_of_their_types() {
    append("A", "a=1", "b=1");
    append("A", "a=1", "b=2");
    append("B", "a=1", "b=1");
    append("B", "a=2", "b=1");
    append("C", "a=1", "b=1");

    assertThat(positions(one("a", "1"))).containsExactly(0L, 1L, 2L, 4L);
    assertThat(positions(one("a", "1", "b", "1"))).containsExactly(0L, 2L, 4L);
    assertThat(positions(typed(EventCriteria.havingTags("a", "1", "b", "1"), "A", "B")))
        .containsExactly(0L, 2L);
    assertThat(positions(typed(EventCriteria.havingTags("a", "1"), "B"))).containsExactly(2L);
    assertThat(positions(typed(EventCriteria.havingAnyTag(), "C", "B")))
        .containsExactly(2L, 3L, 4L);
    assertThat(positions(EventCriteria.havingAnyTag())).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(
            positions(
                EventCriteria.either(
                    typed(EventCriteria.havingTags("b", "2"), "A"), one("a", "2"))))
        .containsExactly(1L, 3L);
    assertThat(positions(EventCriteria.either(one("a", "2"), EventCriteria.havingAnyTag())))
        .as("any event, though it stands beside a narrower criterion")
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(positions(EventCriteria.either(Set.of()))).isEmpty();
  }

  /** The keys of these two tags are the same: found by trying. */
  @Test
  void tags_that_share_a_key_are_told_apart() {
    String one = "learner/goal=S-1/g-137";
    String other = "learner/goal=S-1/g-1551";
    assertThat(TagKey.of(one, "A")).isEqualTo(TagKey.of(other, "A"));
    append("A", one);
    append("A", one, other);
    append("A", other);

    for (EventCriteria criteria :
        List.of(
            one("learner/goal", "S-1/g-1551"),
            typed(EventCriteria.havingTags("learner/goal", "S-1/g-1551"), "A"))) {
      assertThat(positions(criteria)).containsExactly(1L, 2L);
    }
    assertThat(reader.byTag(new progression.kernel.Tag("learner/goal", "S-1/g-137"), -1, 10))
        .extracting(StoredEvent::position)
        .containsExactly(0L, 1L);
    append("A", one);
    assertThat(conflicts(one("learner/goal", "S-1/g-1551"), 2)).isFalse();
    assertThat(conflicts(one("learner/goal", "S-1/g-1551"), 1)).isTrue();
    assertThat(conflicts(one("learner/goal", "S-1/g-137"), 2)).isTrue();
  }

  @Test
  void every_kind_of_criterion_guards_an_append_as_it_reads() {
    append("A", "a=1", "b=1");
    List<EventCriteria> matching =
        List.of(
            one("a", "1"),
            one("a", "1", "b", "1"),
            typed(EventCriteria.havingTags("a", "1"), "A", "B"),
            typed(EventCriteria.havingTags("a", "1", "b", "1"), "A"),
            typed(EventCriteria.havingAnyTag(), "A"),
            EventCriteria.havingAnyTag(),
            EventCriteria.either(one("z", "1"), EventCriteria.havingAnyTag()),
            EventCriteria.either(one("z", "1"), one("a", "1")));
    List<EventCriteria> other =
        List.of(
            one("a", "2"),
            one("a", "1", "b", "2"),
            typed(EventCriteria.havingTags("a", "1"), "B"),
            typed(EventCriteria.havingTags("a", "1", "b", "1"), "B"),
            typed(EventCriteria.havingTags("a", "1", "b", "2"), "A"),
            typed(EventCriteria.havingAnyTag(), "B"),
            EventCriteria.either(Set.of()));

    assertThat(matching).allSatisfy(criteria -> assertThat(conflicts(criteria, -1)).isTrue());
    assertThat(matching)
        .allSatisfy(criteria -> assertThat(conflicts(criteria, reader.size() - 1)).isFalse());
    assertThat(other).allSatisfy(criteria -> assertThat(conflicts(criteria, -1)).isFalse());
  }

  @Test
  void what_is_known_is_not_read_again_and_still_guards() {
    append("A", "a=1");
    append("A", "b=1");
    append("A", "a=1");
    append("A", "b=1");
    EventCriterion a = (EventCriterion) typed(EventCriteria.havingTags("a", "1"), "A");
    EventCriterion b = (EventCriterion) typed(EventCriteria.havingTags("b", "1"), "A");

    assertThat(source(EventCriteria.either(a, b), Map.of(a, 0L, b, 3L)))
        .isEqualTo(new Sourced(List.of(2L), new GlobalIndexConsistencyMarker(3)));
    assertThat(conflicts(a, 1)).isTrue();
  }

  @Test
  void the_reader_tells_what_the_ledger_holds() throws InterruptedException {
    append("A", "a=1");
    append("B", "a=1", "b=1");
    append("A", "b=1");
    StoredEvent second = reader.at(1).orElseThrow();

    assertThat(reader.size()).isEqualTo(3);
    assertThat(reader.head().position()).isEqualTo(2);
    assertThat(reader.at(3)).isEmpty();
    assertThat(reader.after(0, 1)).extracting(StoredEvent::position).containsExactly(1L);
    assertThat(reader.byTag(new progression.kernel.Tag("a", "1"), -1, 10))
        .extracting(StoredEvent::position)
        .containsExactly(0L, 1L);
    assertThat(reader.byTag(new progression.kernel.Tag("a", "1"), 0, 10))
        .extracting(StoredEvent::position)
        .containsExactly(1L);
    assertThat(second.tags()).containsExactly("a=1", "b=1");
    assertThat(second.type()).isEqualTo("B");
    assertThat(second.hash()).hasSize(32);
  }

  @Test
  void a_time_stands_for_the_events_committed_up_to_it() {
    assertThat(reader.positionAsOf(Instant.now())).isEqualTo(-1);
    for (int i = 0; i < 7; i++) {
      append("A", "a=1");
    }
    List<StoredEvent> events = reader.after(-1, 10);

    for (StoredEvent event : events) {
      assertThat(reader.positionAsOf(event.committedAt())).isEqualTo(event.position());
      assertThat(reader.positionAsOf(event.committedAt().minusNanos(1_000)))
          .isEqualTo(event.position() - 1);
    }
    assertThat(reader.positionAsOf(Instant.EPOCH)).isEqualTo(-1);
    assertThat(reader.positionAsOf(Instant.now().plusSeconds(60))).isEqualTo(6);
  }

  @Test
  void whoever_waits_is_woken_by_what_another_node_announces() {
    try (HikariDataSource otherPool = TestDatabase.pool(3);
        Ledger other = new Ledger(district, otherPool);
        Ledger here = new Ledger(district, pool);
        LedgerListener listener =
            new LedgerListener(pool, Map.of(here.schema(), here), Duration.ofDays(1))) {
      await().until(() -> hears(here, other));
    }
  }

  @Test
  void whoever_waits_notices_events_that_nobody_announced() throws InterruptedException {
    Thread.startVirtualThread(this::appendSilently);

    assertThat(reader.awaitBeyond(-1, Duration.ofSeconds(30))).isTrue();
    assertThat(reader.awaitBeyond(0, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void a_listener_that_lost_its_connection_listens_again() throws SQLException {
    terminateListeners();
    try (HikariDataSource otherPool = TestDatabase.pool(3);
        Ledger other = new Ledger(district, otherPool)) {
      await().until(() -> hears(ledger, other));
    }
  }

  @Test
  void a_call_that_names_no_district_goes_nowhere() {
    RoutingEventStorageEngine routing = new RoutingEventStorageEngine(named -> engine);
    ProcessingContext context = new StubProcessingContext();

    assertThatThrownBy(() -> routing.latestToken(context))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> routing.latestToken(null)).isInstanceOf(IllegalStateException.class);
    context.putResource(LedgerResources.DISTRICT, district);
    assertThat(routing.latestToken(context).join().position()).hasValue(-1);
  }

  @Test
  void districts_do_not_see_one_another() {
    String neighbour = TestDatabase.newDistrict();
    try (Ledgers both = Ledgers.open(Map.of(district, pool, neighbour, pool))) {
      append("A", "a=1");

      assertThat(both.of(neighbour).head().position()).isEqualTo(-1);
      assertThat(both.of(neighbour).head().hash())
          .as("even their beginnings differ")
          .isNotEqualTo(HexFormat.of().formatHex(LedgerHash.genesis(district)));
      assertThatThrownBy(() -> both.of("else")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private record Sourced(List<Long> positions, ConsistencyMarker marker) {}

  private Sourced source(EventCriteria criteria, Map<EventCriterion, Long> known) {
    ProcessingContext context = new StubProcessingContext();
    context.putResource(LedgerResources.READING, new Reading(known, Set.of(), true));
    List<Entry<EventMessage>> entries = new ArrayList<>();
    engine
        .source(SourcingCondition.conditionFor(criteria), context)
        .reduce(entries, (all, entry) -> append(all, entry))
        .join();
    return new Sourced(
        entries.stream()
            .limit(entries.size() - 1)
            .map(entry -> entry.getResource(TrackingToken.RESOURCE_KEY).position().orElseThrow())
            .toList(),
        entries.getLast().getResource(ConsistencyMarker.RESOURCE_KEY));
  }

  private static <T> List<T> append(List<T> all, T one) {
    all.add(one);
    return all;
  }

  private List<Long> positions(EventCriteria criteria) {
    return source(criteria, Map.of()).positions;
  }

  private boolean conflicts(EventCriteria criteria, long marker) {
    return engine
        .appendEvents(
            AppendCondition.withCriteria(criteria)
                .withMarker(new GlobalIndexConsistencyMarker(marker)),
            null,
            List.of(
                new GenericTaggedEventMessage<>(
                    new GenericEventMessage(new MessageType("Z", "1"), "{}"),
                    Set.of(Tag.of("y", "1")))))
        .thenCompose(transaction -> transaction.commit(null))
        .handle((last, conflict) -> conflict != null)
        .join();
  }

  private void append(String type, String... tags) {
    ledger
        .append(
            new AppendRequest(
                List.of(),
                List.of(
                    PendingEvent.of(
                        UUID.randomUUID(), type, 1, Instant.now(), List.of(tags), "{}", "{}")),
                Priority.INTERACTIVE))
        .join();
  }

  private void appendSilently() {
    try (HeldLock other = new HeldLock(ledger)) {
      other.insert(Requests.append("a=1"));
      other.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether one node hears of an event, soon, that another appends now. */
  private static boolean hears(Ledger here, Ledger other) throws InterruptedException {
    long position = other.append(Requests.append("a=1")).join();
    return here.signal().await(position - 1, Duration.ofMillis(200));
  }

  private static void terminateListeners() throws SQLException {
    try (Connection connection = TestDatabase.postgres().dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid, 5000) from pg_stat_activity
          where application_name = 'progression-ledger' and query like 'listen%'
          """);
    }
  }

  private static EventCriteria one(String... tags) {
    return EventCriteria.havingTags(tags);
  }

  private static EventCriteria typed(EventTypeRestrictableEventCriteria criteria, String... types) {
    return criteria.andBeingOneOfTypes(Stream.of(types).map(QualifiedName::new).collect(toSet()));
  }
}

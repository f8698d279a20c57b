package progression.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import progression.event.FrameworkPublished;
import progression.event.LearnerEnrolled;
import progression.event.ProgressionEvent;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.relay.RelayStatus.Role;

class RelayIT {

  private static final int PARTITIONS = 3;
  private static final Duration SOON = Duration.ofSeconds(30);

  private final String district = TestStack.newDistrict();
  private final EventTopic topic = TestStack.topic(PARTITIONS, Map.of());
  private final TestLedger ledger = new TestLedger(district, TestStack.pool());
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>(List.of(ledger));

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  @Test
  void everything_arrives_once_and_in_order_while_the_ledger_grows() {
    ledger.append(learners(0, 1_500));
    started(ledger.relay(topic));
    ledger.append(framework("math", "{}"));
    for (int n = 0; n < 20; n++) {
      ledger.append(learners(n * 10, 10));
    }
    TopicContent content = awaitTold(topic, ledger);
    assertUnbroken(content);
    assertThat(content.positions().stream().distinct().toList())
        .containsExactlyElementsOf(ledger.positions().toList());
    assertThat(content.positions()).hasSize(1_701 + PARTITIONS - 1);
  }

  @Test
  void what_was_sent_and_not_committed_is_sent_once_by_the_next_one() {
    ledger.append(learners(0, 10));
    RelaySession killed = session();
    RelayState uncommitted = killed.send(ledger.reader().after(-1, 100), true);
    RelaySession next = session();
    next.relay(ledger.reader().after(next.state().position(), 100), true);
    assertThatThrownBy(() -> killed.commit(uncommitted)).isInstanceOf(KafkaException.class);
    TopicContent content = TopicContent.read(topic, district);
    assertUnbroken(content);
    assertThat(content.positions()).containsExactlyElementsOf(ledger.positions().toList());
  }

  @Test
  void what_was_committed_is_never_sent_again() {
    ledger.append(learners(0, 10));
    session().relay(ledger.reader().after(-1, 6), true);
    RelaySession next = session();
    assertThat(next.state().position()).isEqualTo(5);
    next.relay(ledger.reader().after(5, 100), true);
    TopicContent content = TopicContent.read(topic, district);
    assertUnbroken(content);
    assertThat(content.positions()).containsExactlyElementsOf(ledger.positions().toList());
  }

  @Test
  void a_fenced_relay_can_send_nothing_more() {
    ledger.append(learners(0, 10));
    RelaySession old = session();
    old.relay(ledger.reader().after(-1, 3), true);
    session();
    assertThatThrownBy(() -> old.relay(ledger.reader().after(2, 100), true))
        .isInstanceOf(KafkaException.class);
    assertThat(TopicContent.read(topic, district).positions()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void another_district_s_open_transaction_does_not_hide_the_state() throws Exception {
    ledger.append(learners(0, 10));
    RelaySession ours = session();
    String otherDistrict = TestStack.newDistrict();
    TestLedger other = opened(new TestLedger(otherDistrict, TestStack.pool()));
    other.append(learners(0, 1));
    RelaySession open = opened(RelaySession.open(topic, otherDistrict, other.reader()));
    RelayState unfinished = open.send(other.reader().after(-1, 10), true);
    assertThat(unfinished.position()).isZero();
    ours.relay(ledger.reader().after(-1, 6), true);
    CompletableFuture<RelaySession> next =
        CompletableFuture.supplyAsync(this::session, Thread::startVirtualThread);
    assertThatThrownBy(() -> next.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    opened(RelaySession.open(topic, otherDistrict, other.reader()));
    assertThat(next.get(30, TimeUnit.SECONDS).state().position()).isEqualTo(5);
  }

  @Test
  void one_leads_and_the_other_takes_over() {
    ledger.append(learners(0, 5));
    Relay first = started(ledger.relay(topic));
    await().atMost(SOON).until(() -> first.status().role() == Role.LEADING);
    Relay second = started(ledger.relay(topic));
    await().atMost(SOON).until(() -> second.status().role() == Role.STANDBY);
    first.close();
    ledger.append(learners(5, 5));
    await().atMost(SOON).until(() -> second.status().position() == 9);
    assertThat(first.status().role()).isEqualTo(Role.STOPPED);
    assertThat(awaitTold(topic, ledger).positions())
        .containsExactlyElementsOf(ledger.positions().toList());
  }

  @Test
  void after_a_restore_nothing_is_sent_until_a_new_incarnation_is_declared() throws Exception {
    ledger.append(learners(0, 8));
    Relay before = started(ledger.relay(topic));
    awaitTold(topic, ledger);
    before.close();

    TestLedger restored = opened(new TestLedger(district, newDatabase()));
    restored.append(learners(0, 3));
    Relay after = started(restored.relay(topic));
    await().atMost(SOON).until(() -> after.status().role() == Role.FAILED);
    assertThat(after.status().error()).contains("new incarnation");
    restored.append(learners(20, 30));
    after.close();
    assertThat(TopicContent.read(topic, district).positions()).hasSize(8);

    EventTopic declared = TestStack.topic(PARTITIONS, Map.of(district, "after-restore"));
    started(restored.relay(declared));
    TopicContent content = awaitTold(declared, restored);
    assertUnbroken(content);
    assertThat(content.positions()).containsExactlyElementsOf(restored.positions().toList());
    assertThat(content.in(0)).allMatch(record -> record.incarnation().equals("after-restore"));
  }

  @Test
  void another_number_of_partitions_is_refused() {
    started(ledger.relay(topic)).close();
    RelaySession.open(topic, district, ledger.reader()).close();
    Relay other = started(ledger.relay(TestStack.topic(PARTITIONS + 1, Map.of())));
    await().atMost(SOON).until(() -> other.status().role() == Role.FAILED);
    assertThat(other.status().error()).contains("has 3 partitions and not 4");
  }

  @Test
  void a_large_framework_reaches_every_partition() {
    ledger.append(framework("large", "x".repeat(12 * 1024 * 1024)));
    started(ledger.relay(topic));
    TopicContent content = awaitTold(topic, ledger);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(content.eventsIn(partition)).hasSize(1);
    }
  }

  private RelaySession session() {
    return opened(RelaySession.open(topic, district, ledger.reader()));
  }

  private Relay started(Relay relay) {
    opened(relay);
    relay.start();
    return relay;
  }

  private <T extends AutoCloseable> T opened(T one) {
    opened.add(one);
    return one;
  }

  private TopicContent awaitTold(EventTopic in, TestLedger of) {
    return await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> TopicContent.read(in, district),
            content -> content.isTold(of.reader().head().position()));
  }

  private static void assertUnbroken(TopicContent content) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long previous = -1;
      for (FeedRecord record : content.in(partition)) {
        assertThat(record.previous()).isEqualTo(previous);
        assertThat(record.position()).isGreaterThan(previous);
        previous = record.position();
      }
    }
  }

  private static HikariDataSource newDatabase() throws SQLException {
    String name = "restored_" + ProcessHandle.current().pid();
    try (HikariDataSource pool = TestStack.pool();
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return TestStack.pool(name);
  }

  private static List<ProgressionEvent> learners(int first, int count) {
    return IntStream.range(first, first + count)
        .<ProgressionEvent>mapToObj(n -> new LearnerEnrolled(new LearnerId("S-" + n)))
        .toList();
  }

  private static ProgressionEvent framework(String id, String casePackage) {
    return new FrameworkPublished(
        new FrameworkId(id), 1, id, "1.0", List.of(), List.of(), "00", casePackage);
  }
}

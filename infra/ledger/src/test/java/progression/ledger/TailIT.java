package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers of a ledger while an early transaction is held open and others come after it. */
class TailIT {

  private static final int ROUNDS = 60;
  private static final int LATE = 3;

  private final HikariDataSource pool = TestDatabase.pool(6);
  private final String district = TestDatabase.newDistrict();
  private final Ledgers ledgers = Ledgers.open(Map.of(district, pool));
  private final Ledger ledger = ledgers.of(district);
  private final Map<Long, String> acknowledged = new TreeMap<>();
  private final List<StoredEvent> tailed = new ArrayList<>();
  private final List<String> streamed = new ArrayList<>();
  private volatile boolean over;

  @BeforeEach
  void provision() {
    assertThat(ledger.head().position()).isEqualTo(-1);
  }

  @AfterEach
  void close() {
    ledgers.close();
    pool.close();
  }

  @Test
  void followers_see_every_event_once_and_in_order() throws Exception {
    Thread tail = Thread.startVirtualThread(this::tail);
    Thread stream = Thread.startVirtualThread(this::stream);
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      AppendRequest early = Requests.append("early=" + round);
      List<AppendRequest> late = new ArrayList<>();
      List<CompletableFuture<Long>> answers = new ArrayList<>();
      long before = ledger.head().position();
      try (HeldLock open = new HeldLock(ledger)) {
        open.insert(early);
        for (int i = 0; i < LATE; i++) {
          late.add(Requests.append("late=" + round));
          answers.add(ledger.append(late.getLast()));
        }
        assertThat(ledger.reader().after(before, 10)).as("nothing overtakes").isEmpty();
        if (random.nextBoolean()) {
          open.commit();
          acknowledge(before + 1, early);
        }
      }
      for (int i = 0; i < LATE; i++) {
        acknowledge(answers.get(i).join(), late.get(i));
      }
    }
    over = true;
    tail.join();
    stream.join();

    List<String> ids = List.copyOf(acknowledged.values());
    assertThat(acknowledged.keySet()).first().isEqualTo(0L);
    assertThat(acknowledged.keySet()).last().isEqualTo((long) ids.size() - 1);
    assertThat(tailed).extracting(event -> event.id().toString()).isEqualTo(ids);
    assertThat(tailed).extracting(StoredEvent::position).isSorted();
    assertThat(streamed).isEqualTo(ids);
  }

  private void acknowledge(long position, AppendRequest request) {
    acknowledged.put(position, request.events().getFirst().id().toString());
  }

  /** As the relay does: whatever comes after what it has. */
  private void tail() {
    long position = -1;
    try {
      while (!over || ledger.head().position() > position) {
        if (ledger.reader().awaitBeyond(position, Duration.ofMillis(20))) {
          tailed.addAll(ledger.reader().after(position, 2));
          position = tailed.getLast().position();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As Axon does: an open stream. */
  private void stream() {
    PostgresEventStorageEngine engine = new PostgresEventStorageEngine(ledger, String.class::cast);
    MessageStream<EventMessage> stream = engine.stream(StreamingCondition.startingFrom(null), null);
    while (!over || streamed.size() <= ledger.head().position()) {
      stream.next().ifPresent(entry -> streamed.add(entry.message().identifier()));
    }
    stream.close();
  }
}

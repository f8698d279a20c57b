package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import progression.ledger.ReadJdbc.FoundEvent;
import progression.ledger.ReadJdbc.Snapshot;
import progression.ledger.Wanted.Part;

/** How reads are put together, with the statement in the test's hand. */
class GroupReaderTest {

  private final BlockingQueue<UnderWay> begun = new LinkedBlockingQueue<>();
  private final GroupReader reader = new GroupReader(this::statement);

  /** A statement that has begun, and the head that it will find once the test says so. */
  private record UnderWay(int parts, CompletableFuture<Long> head) {}

  private Snapshot statement(Wanted wanted) {
    UnderWay underWay = new UnderWay(wanted.size(), new CompletableFuture<>());
    begun.add(underWay);
    List<List<FoundEvent>> nothing =
        IntStream.range(0, wanted.size()).mapToObj(n -> List.<FoundEvent>of()).toList();
    try {
      return new Snapshot(underWay.head.join(), nothing);
    } catch (CompletionException outage) {
      throw new LedgerUnavailableException("away", new SQLException(outage));
    }
  }

  @Test
  void a_lone_read_is_a_statement_of_its_own() throws Exception {
    CompletableFuture<Snapshot> one = read(3);
    next(3).head.complete(7L);
    assertThat(one.join().head()).isEqualTo(7);
    assertThat(one.join().found()).hasSize(3);
  }

  @Test
  void what_comes_while_statements_are_under_way_joins_the_next() throws Exception {
    UnderWay first = begin(1);
    UnderWay second = begin(1);
    List<CompletableFuture<Snapshot>> late = new ArrayList<>();
    for (int parts = 1; parts <= 4; parts++) {
      late.add(readThatWaits(parts, parts));
    }
    assertThat(begun).isEmpty();
    second.head.complete(7L);
    next(1 + 2 + 3 + 4).head.complete(8L);
    for (int i = 0; i < 4; i++) {
      assertThat(late.get(i).join().head()).as("younger than its question").isEqualTo(8);
      assertThat(late.get(i).join().found()).hasSize(i + 1);
    }
    first.head.complete(7L);
    assertThat(begun).isEmpty();
  }

  @Test
  void a_statement_takes_no_more_than_its_share() throws Exception {
    UnderWay first = begin(1);
    UnderWay second = begin(1);
    List<CompletableFuture<Snapshot>> late =
        List.of(readThatWaits(1_000, 1), readThatWaits(900, 2));
    first.head.complete(1L);
    UnderWay third = next(1_000);
    second.head.complete(1L);
    next(900).head.complete(2L);
    assertThat(late.getLast().join().head()).isEqualTo(2);
    third.head.complete(3L);
    assertThat(late.getFirst().join().head()).isEqualTo(3);
  }

  @Test
  void an_outage_is_told_to_all_and_the_next_read_goes_on() throws Exception {
    UnderWay first = begin(1);
    UnderWay second = begin(1);
    List<CompletableFuture<Snapshot>> late = List.of(readThatWaits(1, 1), readThatWaits(1, 2));
    first.head.complete(1L);
    next(2).head.completeExceptionally(new SQLException());
    for (CompletableFuture<Snapshot> each : late) {
      assertThatThrownBy(each::join).hasCauseInstanceOf(LedgerUnavailableException.class);
    }
    CompletableFuture<Snapshot> next = read(1);
    next(1).head.complete(9L);
    assertThat(next.join().head()).isEqualTo(9);
    second.head.complete(1L);
  }

  private UnderWay begin(int parts) throws InterruptedException {
    var unused = read(parts);
    return next(parts);
  }

  private UnderWay next(int parts) throws InterruptedException {
    UnderWay next = begun.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    assertThat(next.parts).isEqualTo(parts);
    return next;
  }

  /** A read that finds no place, and waits with so many others. */
  private CompletableFuture<Snapshot> readThatWaits(int parts, int waiting) {
    CompletableFuture<Snapshot> read = read(parts);
    await().atMost(Duration.ofSeconds(10)).until(() -> reader.waiting() == waiting);
    return read;
  }

  private CompletableFuture<Snapshot> read(int parts) {
    Part part = new Part(new Criterion(List.of("a=1"), List.of("T")), -1);
    List<Part> question = IntStream.range(0, parts).mapToObj(n -> part).toList();
    return CompletableFuture.supplyAsync(() -> reader.read(question), Thread::startVirtualThread)
        .orTimeout(10, TimeUnit.SECONDS);
  }
}

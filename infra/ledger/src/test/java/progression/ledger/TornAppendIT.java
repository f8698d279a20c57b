package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import progression.consequence.Answer;
import progression.kernel.Tag;
import progression.ledger.CuttingProxy.AfterBytes;
import progression.ledger.CuttingProxy.AtCommit;
import progression.ledger.CuttingProxy.Moment;
import progression.ledger.command.Commands;

/** The connection to PostgreSQL is cut, anywhere in a command and around its COMMIT. */
class TornAppendIT {

  /** How many places to cut at; with enough of them, every byte is one. */
  private static final int CUTS = Integer.getInteger("ledger.cuts", 100);

  /** In how many districts at a time, as a command that is cut mostly waits. */
  private static final int SIDE_BY_SIDE = 4;

  private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());

  @ParameterizedTest
  @EnumSource
  void a_command_cut_at_any_byte_is_answered_truthfully_and_can_be_sent_again(Way way)
      throws Exception {
    List<AfterBytes> cuts;
    try (TornAppends appends = unprepared(way)) {
      cuts = cuts(appends);
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger happened = new AtomicInteger();
    List<Callable<List<String>>> districts =
        Collections.nCopies(
            SIDE_BY_SIDE,
            () -> {
              try (TornAppends appends = unprepared(way)) {
                for (int i = next.getAndIncrement(); i < cuts.size(); i = next.getAndIncrement()) {
                  if (appends.run(cuts.get(i), 1)) {
                    happened.incrementAndGet();
                  }
                }
                return appends.complaints();
              }
            });
    try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      for (Future<List<String>> complaints : threads.invokeAll(districts)) {
        assertThat(complaints.get()).as("seed %d", SEED).isEmpty();
      }
    }
    System.out.printf("%s of %d cuts took place, seed %d%n", happened, cuts.size(), SEED);
    assertThat(happened.get()).isGreaterThan(cuts.size() * 3 / 4);
  }

  /** Statements that are never prepared take the same bytes on every connection, old or new. */
  private static TornAppends unprepared(Way way) throws Exception {
    return new TornAppends("&prepareThreshold=0", way::ledger, way);
  }

  private static List<AfterBytes> cuts(TornAppends appends) throws Exception {
    List<AfterBytes> all = new ArrayList<>();
    for (boolean toServer : new boolean[] {true, false}) {
      LongStream.range(0, appends.bytesOfACommand(toServer))
          .forEach(bytes -> all.add(new AfterBytes(toServer, bytes)));
    }
    Collections.shuffle(all, new Random(SEED));
    return all.subList(0, Math.min(CUTS, all.size()));
  }

  @ParameterizedTest
  @EnumSource
  void a_cut_around_the_commit_is_answered_truthfully_and_can_be_sent_again(Way way)
      throws Exception {
    try (TornAppends appends = new TornAppends("", way::ledger, way)) {
      for (Moment moment : Moment.values()) {
        for (int callers : new int[] {1, 8, 1, 8}) {
          appends.runAround(moment, callers);
        }
      }
      assertThat(appends.complaints()).isEmpty();
    }
  }

  @Test
  void a_commit_that_nobody_can_be_asked_about_is_called_unknown_and_can_be_sent_again()
      throws Exception {
    String district = TestDatabase.newDistrict();
    List<String> evidence = List.of("S-1:0", "S-1:1");
    try (HikariDataSource direct = TestDatabase.pool(3);
        RecordingNode undisturbed = new RecordingNode(district, direct);
        CuttingProxy proxy = new CuttingProxy(TestDatabase.postgres().port());
        HikariDataSource cuttable = TestDatabase.pool(proxy.jdbcUrl(), 3);
        RecordingNode node = new RecordingNode(district, cuttable, TornAppendIT::asksShortly)) {
      cuttable.setConnectionTimeout(250);
      undisturbed.openSchool();
      undisturbed.enroll("S-1");
      proxy.arm(new AtCommit(Moment.LATE, proxy::close));

      assertThatThrownBy(() -> node.record("S-1", evidence))
          .isInstanceOf(OutcomeUnknownException.class);
      proxy.disarm();
      long head = undisturbed.reader().head().position();
      assertThat(undisturbed.record("S-1", evidence))
          .extracting(Answer::again, Answer::position)
          .containsExactly(tuple(true, head - 2), tuple(true, head));
    }
  }

  private static Ledger asksShortly(String district, DataSource dataSource) {
    return new Ledger(
        district,
        dataSource,
        new ReadJdbc(district, Ledger.schema(district)),
        (pool, jdbc, signal) ->
            new GroupCommitAppender(pool, jdbc, signal, Duration.ofMillis(500)));
  }

  @Test
  void a_read_that_is_cut_is_an_outage_or_answered_as_if_it_had_not_been() throws Exception {
    String district = TestDatabase.newDistrict();
    try (HikariDataSource direct = TestDatabase.pool(2);
        Ledger ledger = new Ledger(district, direct);
        CuttingProxy proxy = new CuttingProxy(TestDatabase.postgres().port());
        HikariDataSource cuttable = TestDatabase.pool(proxy.jdbcUrl(), 3);
        Ledger cut = new Ledger(district, cuttable)) {
      ledger.provision();
      for (int i = 0; i < 10; i++) {
        ledger.append(Requests.append("a=" + i % 2)).join();
      }
      Random random = new Random(SEED);
      int outages = 0;
      for (Function<Ledger, Object> read : reads(Instant.now())) {
        Object right = read.apply(ledger);
        proxy.arm(new AfterBytes(false, Long.MAX_VALUE));
        assertThat(read.apply(cut)).isEqualTo(right);
        long up = proxy.passed(true);
        long down = proxy.passed(false);
        for (boolean toServer : new boolean[] {true, false}) {
          for (int i = 0; i < Math.clamp(CUTS / 20, 5, 200); i++) {
            proxy.arm(new AfterBytes(toServer, random.nextLong(toServer ? up : down)));
            try {
              assertThat(read.apply(cut)).as("seed %d", SEED).isEqualTo(right);
            } catch (LedgerUnavailableException outage) {
              outages++;
            }
            proxy.disarm();
          }
        }
      }
      assertThat(outages).isPositive();
    }
  }

  private static List<Function<Ledger, Object>> reads(Instant time) {
    return List.of(
        ledger -> ledger.reader().head(),
        ledger -> ledger.reader().positionAsOf(time),
        ledger -> texts(ledger.reader().after(2, 5)),
        ledger -> texts(ledger.reader().byTag(new Tag("a", "1"), 2, 5)),
        TornAppendIT::boundary);
  }

  private static List<String> texts(List<StoredEvent> events) {
    return events.stream()
        .map(event -> event.position() + HexFormat.of().formatHex(event.hash()))
        .toList();
  }

  private static Object boundary(Ledger ledger) {
    return Commands.await(
        new PostgresEventStorageEngine(ledger, String.class::cast)
            .source(SourcingCondition.conditionFor(EventCriteria.havingTags("a", "0")), null)
            .reduce(
                "",
                (before, entry) ->
                    before
                        + entry.message().identifier()
                        + entry.getResource(ConsistencyMarker.RESOURCE_KEY)));
  }
}

package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import progression.ledger.Wanted.Part;

/**
 * Takes away one thing that makes appending safe, and shows that the races notice. Where the lock
 * is tampered with, the primary key would turn most of the damage into failed appends, so it is
 * taken away too: the oracle alone has to see what went wrong.
 */
class MutationsIT {

  private static final int ROUNDS = 300;
  private static final int WRITERS = 8;

  private static final Predicate<String> DAMAGE =
      complaint ->
          complaint.contains(" saw ")
              || complaint.contains("second winner")
              || complaint.contains("a gap");

  private final String district = TestDatabase.newDistrict();
  private final String schema = Ledger.schema(district);
  private final ReadJdbc reads = new ReadJdbc(district, schema);
  private boolean primaryKeys = true;
  private RecentEvents recent = new RecentEvents(1 << 20);

  @Test
  void nothing_is_noticed_where_nothing_is_missing() throws Exception {
    assertThat(race(reads, GroupCommitAppender::new)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_missing_lock_is_noticed(Way way) throws Exception {
    primaryKeys = false;
    assertThat(
            race(
                way,
                new AppendJdbc(district, schema) {
                  @Override
                  String beginning() {
                    return "begin isolation level read committed; select ?::bigint";
                  }
                }))
        .anyMatch(DAMAGE);
  }

  @Test
  void a_tip_that_is_read_in_the_statement_of_the_lock_is_noticed() throws Exception {
    primaryKeys = false;
    assertThat(
            race(
                Way.IN_STEPS,
                new AppendJdbc(district, schema) {
                  @Override
                  String beginning() {
                    return "begin isolation level read committed; select ?::bigint";
                  }

                  @Override
                  Look look(Connection connection, List<AppendRequest> requests)
                      throws SQLException {
                    Tip tip = lockAndTip(connection);
                    Look look = super.look(connection, requests);
                    return new Look(tip, look.clock(), look.conflicts());
                  }
                }))
        .anyMatch(DAMAGE);
  }

  @Test
  void an_append_at_once_in_the_statement_of_the_lock_is_noticed() throws Exception {
    primaryKeys = false;
    assertThat(
            race(
                Way.AT_ONCE,
                new AppendJdbc(district, schema) {
                  @Override
                  String atOnce(Wanted conditions) {
                    return super.atOnce(conditions)
                        .replace("select pg_advisory_xact_lock(?);", "")
                        .replace(
                            "with clean as (\n  select from ",
                            """
                            with granted as materialized (select pg_advisory_xact_lock(?)),
                            clean as (select from granted,\
                            """);
                  }
                }))
        .anyMatch(DAMAGE);
  }

  @ParameterizedTest
  @EnumSource
  void a_snapshot_for_the_whole_transaction_is_noticed(Way way) throws Exception {
    primaryKeys = false;
    assertThat(
            race(
                way,
                new AppendJdbc(district, schema) {
                  @Override
                  String beginning() {
                    return super.beginning().replace("read committed", "repeatable read");
                  }
                }))
        .anyMatch(DAMAGE);
  }

  @Test
  void an_end_that_is_not_where_it_was_left_is_noticed() throws Exception {
    primaryKeys = false;
    assertThat(
            race(
                Way.AT_ONCE,
                new AppendJdbc(district, schema) {
                  @Override
                  String atOnce(Wanted conditions) {
                    String clean = "position > ?)";
                    return super.atOnce(conditions)
                        .replace(clean, clean.replace(")", " and position < 0)"));
                  }
                }))
        .anyMatch(DAMAGE);
  }

  @Test
  void a_marker_that_is_read_after_the_events_is_noticed() throws Exception {
    ReadJdbc late =
        new ReadJdbc(district, schema) {
          @Override
          Snapshot snapshot(Connection connection, Wanted wanted) throws SQLException {
            List<List<FoundEvent>> events = super.snapshot(connection, wanted).found();
            LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
            return new Snapshot(head(connection).position(), events);
          }
        };
    assertThat(race(late, GroupCommitAppender::new)).anyMatch(DAMAGE);
  }

  @Test
  void a_boundary_that_is_remembered_and_not_read_on_is_noticed() throws Exception {
    recent =
        new RecentEvents(1 << 20) {
          @Override
          Known of(String schema, Criterion criterion) {
            Known known = super.of(schema, criterion);
            return known.events().isEmpty() ? known : known.plus(List.of(), Long.MAX_VALUE);
          }
        };
    assertThat(race(reads, GroupCommitAppender::new)).anyMatch(DAMAGE);
  }

  @Test
  void an_append_that_is_remembered_without_its_event_is_noticed() throws Exception {
    recent =
        new RecentEvents(1 << 20) {
          @Override
          void learn(String schema, Criterion criterion, Known learned) {
            int fewer = Math.max(0, learned.events().size() - 1);
            super.learn(
                schema,
                criterion,
                Known.NOTHING.plus(learned.events().subList(0, fewer), learned.position()));
          }
        };
    assertThat(race(reads, GroupCommitAppender::new)).anyMatch(DAMAGE);
  }

  @Test
  void a_missing_check_within_the_batch_is_noticed() throws Exception {
    assertThat(
            race(
                reads,
                (dataSource, jdbc, signal) ->
                    new GroupCommitAppender(dataSource, jdbc, signal) {
                      @Override
                      InBatch emptyBatch() {
                        return new InBatch() {
                          @Override
                          boolean conflictsWith(AppendRequest request) {
                            return false;
                          }
                        };
                      }
                    }))
        .anyMatch(DAMAGE);
  }

  @ParameterizedTest
  @EnumSource
  void a_missing_check_of_the_stored_events_is_noticed(Way way) throws Exception {
    assertThat(
            race(
                way,
                new AppendJdbc(district, schema) {
                  @Override
                  Look look(Connection connection, List<AppendRequest> requests)
                      throws SQLException {
                    Look look = super.look(connection, requests);
                    return new Look(look.tip(), look.clock(), new BitSet());
                  }

                  @Override
                  Optional<ClockReading> appendAtOnce(
                      Connection connection, Addition addition, Wanted conditions)
                      throws SQLException {
                    return super.appendAtOnce(connection, addition, new Wanted());
                  }
                }))
        .anyMatch(DAMAGE);
  }

  @Test
  void a_criterion_that_is_left_out_is_noticed() throws Exception {
    assertThat(
            race(
                reads,
                (dataSource, jdbc, signal) ->
                    new GroupCommitAppender(dataSource, jdbc, signal) {
                      @Override
                      CompletableFuture<Long> append(AppendRequest request) {
                        List<Part> fewer = new ArrayList<>(request.conditions());
                        fewer.sort(Comparator.comparing(c -> c.criterion().tags().getFirst()));
                        if (fewer.size() > 1) {
                          fewer.removeFirst();
                        }
                        return super.append(
                            new AppendRequest(fewer, request.events(), request.priority()));
                      }
                    }))
        .anyMatch(DAMAGE);
  }

  private List<String> race(Way way, AppendJdbc mutant) throws Exception {
    return race(reads, (dataSource, jdbc, signal) -> way.appender(dataSource, mutant, signal));
  }

  /** Races two nodes until something is noticed, and returns what was. */
  private List<String> race(ReadJdbc reads, Ledger.AppenderFactory appenders) throws Exception {
    try (HikariDataSource pool = TestDatabase.pool(10);
        Ledger one = new Ledger(district, pool, reads, appenders);
        Ledger other = new Ledger(district, pool, reads, appenders)) {
      one.provision();
      if (!primaryKeys) {
        dropPrimaryKeys(pool);
      }
      RaceNode here = new RaceNode(one, recent, List.of(0, 1, 2, 3), WRITERS);
      RaceNode there = new RaceNode(other, recent, List.of(4, 5, 6, 7), WRITERS);
      for (int round = 0; round < ROUNDS; round++) {
        List<String> noticed = race(round, here, there);
        if (round % 10 == 9) {
          noticed.addAll(new RaceOracle(pool, schema).complaints());
        }
        if (!noticed.isEmpty()) {
          return noticed;
        }
      }
      return List.of();
    }
  }

  private void dropPrimaryKeys(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          alter table %1$s.event drop constraint event_pkey;
          create index on %1$s.event (position);
          alter table %1$s.event_tag drop constraint event_tag_pkey;
          create index on %1$s.event_tag (key, position)
          """
              .formatted(schema));
    }
  }

  /** Both nodes at once. A writer that fails otherwise than by a conflict is noticed, too. */
  private static List<String> race(int round, RaceNode here, RaceNode there)
      throws InterruptedException {
    List<String> failures = new ArrayList<>();
    if (RacePlan.waits(round)) {
      both(failures, () -> here.read(round), () -> there.read(round));
      both(failures, () -> here.append(round), () -> there.append(round));
    } else {
      both(failures, () -> here.readAndAppend(round), () -> there.readAndAppend(round));
    }
    return failures;
  }

  private interface Step {
    void take() throws InterruptedException;
  }

  private static void both(List<String> failures, Step one, Step other)
      throws InterruptedException {
    Thread thread = Thread.startVirtualThread(() -> attempt(failures, other));
    attempt(failures, one);
    thread.join();
  }

  private static void attempt(List<String> failures, Step step) {
    try {
      step.take();
    } catch (IllegalStateException | InterruptedException failure) {
      synchronized (failures) {
        failures.add(failure.toString());
      }
    }
  }

  private AppendJdbc.Tip lockAndTip(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select last.position, last.hash, clock_timestamp()
                from (select pg_advisory_xact_lock(4711)) granted
                left join lateral (
                  select position, hash from %s.event order by position desc limit 1
                ) last on true
                """
                    .formatted(schema));
        ResultSet row = statement.executeQuery()) {
      row.next();
      byte[] hash = row.getBytes(2);
      return new AppendJdbc.Tip(
          hash == null ? -1 : row.getLong(1),
          hash == null ? LedgerHash.genesis(district) : hash,
          row.getObject(3, OffsetDateTime.class),
          0);
    }
  }
}

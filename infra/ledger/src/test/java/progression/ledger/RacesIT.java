package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writers in two processes race for the same things, and the log is judged afterwards. */
class RacesIT {

  private static final int ROUNDS = Integer.getInteger("ledger.races", 1_000);
  private static final int WRITERS = 8;

  @Test
  void no_decision_misses_an_event_of_its_boundary() throws Exception {
    String district = TestDatabase.newDistrict();
    Set<String> acknowledged = new HashSet<>();
    try (HikariDataSource pool = TestDatabase.pool(8);
        Ledger ledger = new Ledger(district, pool)) {
      ledger.provision();
      RaceNode here = new RaceNode(ledger, List.of(0, 1, 2, 3), WRITERS);
      try (RaceOtherProcess there = new RaceOtherProcess(district, 4, WRITERS);
          Connection foreign = TestDatabase.postgres().dataSource().getConnection()) {
        for (int round = 0; round < ROUNDS; round++) {
          if (round % 50 == 0) {
            openForeignTransaction(foreign, ledger.schema());
          }
          Map<Integer, Boolean> won = race(round, here, there);
          int current = round;
          won.forEach((writer, winner) -> {
            if (winner) {
              acknowledged.add(current + "/" + writer);
            }
          });
          assertWinners(round, won);
        }
      }
      RaceOracle oracle = new RaceOracle(pool, ledger.schema());
      assertThat(oracle.complaints()).isEmpty();
      assertThat(oracle.recorded()).isEqualTo(acknowledged);
    }
  }

  /** One winner at least; exactly one of each contest where all want what one can have. */
  private static void assertWinners(int round, Map<Integer, Boolean> won) {
    assertThat(won).as("round %d", round).hasSize(WRITERS).containsValue(true);
    List<RacePlan> plans =
        IntStream.range(0, WRITERS).mapToObj(w -> RacePlan.of(round, w, WRITERS)).toList();
    if (plans.getFirst().oneWinner()) {
      assertThat(plans)
          .filteredOn(plan -> Boolean.TRUE.equals(won.get(plan.writer())))
          .extracting(RacePlan::contest)
          .as("round %d", round)
          .containsExactlyInAnyOrderElementsOf(
              plans.stream().map(RacePlan::contest).distinct().toList());
    }
  }

  private static Map<Integer, Boolean> race(int round, RaceNode here, RaceOtherProcess there)
      throws IOException, InterruptedException {
    if (!RacePlan.waits(round)) {
      there.send("both " + round);
      return both(here.readAndAppend(round), there.answer());
    }
    there.send("read " + round);
    here.read(round);
    there.answer();
    there.send("append " + round);
    return both(here.append(round), there.answer());
  }

  private static Map<Integer, Boolean> both(
      Map<Integer, Boolean> here, Map<Integer, Boolean> there) {
    Map<Integer, Boolean> all = new TreeMap<>(here);
    all.putAll(there);
    return all;
  }

  /** A transaction that has written something and seen the ledger, and does not end. */
  private static void openForeignTransaction(Connection connection, String schema)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read");
      statement.execute(
          "select pg_current_xact_id(), (select count(*) from %s.event)".formatted(schema));
    }
  }
}

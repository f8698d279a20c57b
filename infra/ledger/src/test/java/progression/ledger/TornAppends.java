package progression.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import progression.consequence.Answer;
import progression.ledger.CuttingProxy.AtCommit;
import progression.ledger.CuttingProxy.Cut;
import progression.ledger.CuttingProxy.Moment;
import progression.ledger.command.Commands;

/**
 * Records evidence over connections that are cut, sends it again, and compares every answer with
 * what the log says at that moment.
 */
final class TornAppends implements AutoCloseable {

  private final String district = TestDatabase.newDistrict();
  private final HikariDataSource direct = TestDatabase.pool(4);
  private final EvidenceOracle oracle = new EvidenceOracle(direct, Ledger.schema(district));
  private final RecordingNode undisturbed = new RecordingNode(district, direct);
  private final CuttingProxy proxy = new CuttingProxy(TestDatabase.postgres().port());
  private final HikariDataSource cuttable;
  private final RecordingNode node;
  private final List<String> complaints = new ArrayList<>();
  private final Way way;
  private int alone;
  private int learners;
  private long bytesToServer;
  private long bytesToClient;

  /**
   * @param options of the connections that are cut, such as {@code &prepareThreshold=0}
   */
  TornAppends(String options, Ledgers.LedgerFactory ledger, Way way) throws IOException {
    this.way = way;
    undisturbed.openSchool();
    cuttable = TestDatabase.pool(proxy.jdbcUrl() + options, 5);
    node = new RecordingNode(district, cuttable, ledger);
  }

  private final class Caller {
    final String learner = "S-" + ++learners;
    final List<String> evidence = evidence(learner);
    CompletableFuture<List<Answer>> answer = CompletableFuture.completedFuture(List.of());
  }

  private static List<String> evidence(String of) {
    return IntStream.range(0, EvidenceOracle.LINES).mapToObj(n -> of + ":" + n).toList();
  }

  /** How many bytes a command takes, to the server or from it; not a node's first command. */
  long bytesOfACommand(boolean toServer) throws SQLException {
    run(new CuttingProxy.AfterBytes(toServer, Long.MAX_VALUE), 1);
    run(new CuttingProxy.AfterBytes(toServer, Long.MAX_VALUE), 1);
    return toServer ? bytesToServer : bytesToClient;
  }

  /** A cut around the COMMIT of a batch of so many callers' events. */
  void runAround(Moment moment, int callers) throws SQLException {
    run(new AtCommit(moment, this::awaitSomebodyWaiting), callers);
  }

  /**
   * Has callers record at once, with a cut on the way, and then each again without one. Returns
   * whether the cut took place.
   */
  boolean run(Cut cut, int count) throws SQLException {
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Caller caller = new Caller();
      undisturbed.enroll(caller.learner);
      callers.add(caller);
    }
    if (way == Way.AT_ONCE) {
      beAlone();
    }
    proxy.arm(cut);
    callers.forEach(this::send);
    callers.forEach(caller -> caller.answer.handle((told, failure) -> "done").join());
    if (cut instanceof AtCommit) {
      Awaitility.await().until(proxy::hasCut);
    }
    boolean happened = proxy.disarm();
    bytesToServer = proxy.passed(true);
    bytesToClient = proxy.passed(false);
    oracle.readOn();
    callers.forEach(caller -> judge(cut + ", first answer", caller));
    for (Caller caller : callers) {
      for (String which : List.of("second", "third")) {
        boolean stood = oracle.position(caller.evidence.getFirst()) >= 0;
        send(caller);
        caller.answer.handle((told, failure) -> "done").join();
        oracle.readOn();
        judge("%s, %s answer".formatted(cut, which), caller);
        if (caller.answer.isCompletedExceptionally()) {
          complaints.add("%s, %s answer: refused although nothing is cut".formatted(cut, which));
        } else if (caller.answer.join().stream().anyMatch(line -> line.again() != stood)) {
          complaints.add("%s, %s answer: taken for what it is not".formatted(cut, which));
        }
      }
    }
    return happened;
  }

  /** Writes until the node finds the ledger's end twice where it left it. */
  private void beAlone() {
    String learner = "S-alone-" + ++alone; // One who has much would slow all of it down.
    undisturbed.enroll(learner);
    for (int i = 0; i < 3; i++) {
      node.record(learner, evidence(learner + ":" + i));
    }
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> { // Even an answer that came too soon.
          oracle.readOn();
          return oracle.position(evidence(learner + ":2").getFirst()) >= 0;
        });
  }

  private void send(Caller caller) {
    caller.answer = node.submit(caller.learner, caller.evidence).orTimeout(1, TimeUnit.MINUTES);
  }

  /** What was wrong so far, the chain of hashes included. */
  List<String> complaints() throws SQLException {
    List<String> all = new ArrayList<>(complaints);
    all.addAll(oracle.readOn());
    try (Connection connection = direct.getConnection();
        Ledger ledger = new Ledger(district, direct)) {
      if (new ChainVerifier(ledger).verify(connection)
          instanceof ChainVerifier.Verdict.Broken broken) {
        all.add(broken.toString());
      }
    }
    return all;
  }

  /** Compares an answer with the log. A failure means that nothing was recorded. */
  private void judge(String what, Caller caller) {
    List<Long> stands = caller.evidence.stream().map(oracle::position).toList();
    try {
      List<Long> told = Commands.await(caller.answer).stream().map(Answer::position).toList();
      if (!told.equals(stands)) {
        complaints.add("%s: acknowledged at %s, stands at %s".formatted(what, told, stands));
      }
    } catch (LedgerUnavailableException e) {
      if (stands.stream().anyMatch(position -> position >= 0)) {
        complaints.add("%s: called unrecorded, stands at %s".formatted(what, stands));
      }
    } catch (RuntimeException e) {
      complaints.add("%s: %s".formatted(what, e));
    }
  }

  /** Who asks what became of a commit has to wait for the lock of the transaction that sent it. */
  private void awaitSomebodyWaiting() {
    try (Connection connection = direct.getConnection();
        Statement statement = connection.createStatement()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(2))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> {
            try (ResultSet row =
                statement.executeQuery(
                    """
                    select exists (
                      select from pg_locks where locktype = 'advisory' and not granted)
                    """)) {
              return row.next() && row.getBoolean(1);
            }
          });
    } catch (ConditionTimeoutException nobody) {
      // the answers will show whether that was right
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    node.close();
    cuttable.close();
    proxy.close();
    undisturbed.close();
    direct.close();
  }
}

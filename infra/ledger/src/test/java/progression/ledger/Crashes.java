package progression.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import progression.consequence.Answer;
import progression.ledger.ChainVerifier.Verdict;
import progression.localstack.LocalPostgres;

/**
 * Lets a process write, crashes it or PostgreSQL at a random moment, and compares what the log
 * holds with what was acknowledged; again and again on one ledger.
 */
final class Crashes implements AutoCloseable {

  /** Who dies. */
  enum Victim {
    WRITER,
    SESSION,
    POSTMASTER,
    ALL_OF_POSTGRES,
    DISK
  }

  /** A crash comes after at most so many acknowledgements, and a bit. */
  private static final int MOST_COMMANDS = 40;

  private static final long MOST_NANOS = 5_000_000;

  private final CrashingPostgres database;
  private final String district;
  private final String options;
  private final Random random;
  private final HikariDataSource pool;
  private final RecordingNode here;
  private final Ledger ledger;
  private final EvidenceOracle oracle;
  private final Map<String, List<Long>> acknowledged = new HashMap<>();
  private final Map<Victim, Integer> crashes = new EnumMap<>(Victim.class);
  private final List<String> complaints = new ArrayList<>();
  private Head verified;
  private @Nullable CrashWriter writer;
  private int writers;
  private int failed;
  private int asked;
  private int sentAgain;

  /**
   * @param options of the writer's connections, such as {@code ?prepareThreshold=0}
   */
  Crashes(CrashingPostgres database, String district, String options, Random random) {
    LocalPostgres postgres = database.postgres();
    this.database = database;
    this.district = district;
    this.options = options;
    this.random = random;
    pool = LedgerPool.open(postgres.jdbcUrl(), postgres.username(), postgres.password(), 3);
    here = new RecordingNode(district, pool);
    ledger = new Ledger(district, pool);
    verified = ledger.head();
    oracle = new EvidenceOracle(postgres.dataSource(), ledger.schema());
    here.openSchool();
  }

  /** Waits for a random moment, crashes the victim, and looks. */
  void crash(Victim victim) throws Exception {
    CrashWriter current = writer();
    current.awaitAcknowledged(1 + random.nextInt(MOST_COMMANDS));
    LockSupport.parkNanos(random.nextLong(MOST_NANOS));
    switch (victim) {
      case WRITER -> current.kill();
      case SESSION -> database.killSession();
      case POSTMASTER -> database.killPostmaster();
      case ALL_OF_POSTGRES -> database.stopImmediately();
      case DISK -> database.failFsync();
    }
    crashes.merge(victim, 1, Integer::sum);
    look(current);
    if (victim == Victim.WRITER) {
      sendAgain(current);
      retire(current);
    }
  }

  /** Mostly sessions, from whose end PostgreSQL recovers fastest. */
  void crashAnybody() throws Exception {
    crash(
        switch (random.nextInt(10)) {
          case 0, 1 -> Victim.WRITER;
          case 2 -> Victim.POSTMASTER;
          case 3, 4 -> Victim.ALL_OF_POSTGRES;
          default -> Victim.SESSION;
        });
  }

  /** What is wrong so far. */
  List<String> complaints() {
    return complaints;
  }

  /** Has the writer come to an end, and looks at everything once more from the beginning. */
  void finish() throws Exception {
    CrashWriter last = writer();
    last.awaitAcknowledged(1);
    last.close();
    look(last);
    retire(last);
    EvidenceOracle all = new EvidenceOracle(database.postgres().dataSource(), ledger.schema());
    complaints.addAll(all.readOn());
    compare(all, acknowledged);
    try (Connection connection = database.postgres().dataSource().getConnection()) {
      if (!(new ChainVerifier(ledger).verify(connection) instanceof Verdict.Intact(Head head)
          && head.position() == all.position())) {
        complaints.add("the chain is not intact up to " + all.position());
      }
    }
  }

  /** What happened, for whoever reads the build's output. */
  String summary() {
    return """
    %s; %d commands acknowledged, %d attempts failed, %d times the ledger was asked what became \
    of a commit, %d commands of killed writers were sent again, %d events\
    """
        .formatted(crashes, acknowledged.size(), failed, asked, sentAgain, oracle.position() + 1);
  }

  private CrashWriter writer() throws IOException {
    CrashWriter current = writer;
    if (current == null) {
      LocalPostgres postgres = database.postgres();
      current =
          new CrashWriter(
              postgres.jdbcUrl() + options,
              postgres.username(),
              postgres.password(),
              district,
              "w" + ++writers);
      writer = current;
    }
    return current;
  }

  private void look(CrashWriter current) throws SQLException {
    Map<String, List<Long>> told = current.acknowledged(); // before the log is read
    complaints.addAll(current.complaints());
    complaints.addAll(oracle.readOn());
    compare(oracle, told);
    acknowledged.putAll(told);
    try (Connection connection = database.postgres().dataSource().getConnection()) {
      switch (new ChainVerifier(ledger).verify(connection, verified)) {
        case Verdict.Intact(Head head) -> verified = head;
        case Verdict.Broken broken -> complaints.add(broken.toString());
      }
    }
  }

  private void compare(EvidenceOracle log, Map<String, List<Long>> told) {
    told.forEach((command, positions) -> {
      List<Long> stand = CrashWriter.evidence(command).stream().map(log::position).toList();
      if (!stand.equals(positions)) {
        complaints.add(
            "%s was acknowledged at %s and stands at %s".formatted(command, positions, stand));
      }
    });
  }

  /** Nobody knows whether these are recorded, until they are sent again. */
  private void sendAgain(CrashWriter killed) throws SQLException {
    for (Map.Entry<String, String> unknown : killed.underWay().entrySet()) {
      List<String> evidence = CrashWriter.evidence(unknown.getKey());
      boolean stood = oracle.position(evidence.getFirst()) >= 0;
      List<Answer> answer =
          Awaitility.await()
              .atMost(Duration.ofMinutes(1))
              .ignoreExceptionsInstanceOf(LedgerUnavailableException.class)
              .until(() -> here.record(unknown.getValue(), evidence), lines -> true);
      complaints.addAll(oracle.readOn());
      acknowledged.put(unknown.getKey(), answer.stream().map(Answer::position).toList());
      compare(oracle, Map.of(unknown.getKey(), answer.stream().map(Answer::position).toList()));
      if (answer.stream().anyMatch(line -> line.again() != stood)) {
        complaints.add(unknown.getKey() + " was taken for what it is not");
      }
      sentAgain++;
    }
  }

  private void retire(CrashWriter ended) {
    asked += ended.asked();
    failed += ended.failed();
    writer = null;
  }

  @Override
  public void close() throws Exception {
    if (writer != null) {
      writer.kill();
    }
    here.close();
    ledger.close();
    pool.close();
  }
}

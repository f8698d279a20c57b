package progression.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import progression.consequence.Answer;

/**
 * Another process that records evidence on several threads until it is killed, and says what it was
 * answered. A command that fails is sent again until it succeeds, as a client would.
 */
final class CrashWriter implements AutoCloseable {

  /** What its own lines begin with, unlike those of its log. */
  private static final String MARK = "> ";

  private static final int THREADS = 4;

  /** So many commands for each learner, so that boundaries stay short. */
  private static final int COMMANDS = 5;

  private final Process process;
  private final Thread listening;
  private final Map<String, List<Long>> acknowledged = new HashMap<>();
  private final Map<String, String> underWay = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int asked;
  private int failed;

  CrashWriter(String jdbcUrl, String user, String password, String district, String name)
      throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                jdbcUrl,
                user,
                password,
                district,
                name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    listening = Thread.startVirtualThread(this::listen);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MARK)) {
          hear(line.substring(MARK.length()).split(" ", -1));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void hear(String[] words) {
    switch (words[0]) {
      case "try" -> underWay.put(words[1], words[2]);
      case "done" -> {
        underWay.remove(words[1]);
        acknowledged.put(words[1], Stream.of(words).skip(2).map(Long::valueOf).toList());
      }
      case "failed" -> failed++;
      case "asked" -> asked++;
      default -> complaints.add(String.join(" ", words));
    }
    notifyAll();
  }

  /** Waits until so many more commands were acknowledged, and fails after a minute without. */
  synchronized void awaitAcknowledged(int more) throws InterruptedException {
    int enough = acknowledged.size() + more;
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (acknowledged.size() < enough) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError("nothing is recorded any more");
      }
      wait(1_000);
    }
  }

  /** Commands that were acknowledged, and where their evidence is said to stand. */
  synchronized Map<String, List<Long>> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** Commands without an answer yet, and their learners. */
  synchronized Map<String, String> underWay() {
    return Map.copyOf(underWay);
  }

  /** What it was told that cannot be true. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** How often it found itself without the answer to a commit and asked the ledger. */
  synchronized int asked() {
    return asked;
  }

  /** How often a command failed. */
  synchronized int failed() {
    return failed;
  }

  /** Ends it without a chance to tidy up, and hears what it had said. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    listening.join();
  }

  /** Lets what it has begun come to its end, and hears about it. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.outputWriter(UTF_8).close();
    process.waitFor();
    listening.join();
  }

  /** The pieces of evidence of a command. */
  static List<String> evidence(String command) {
    return IntStream.range(0, EvidenceOracle.LINES).mapToObj(line -> command + ":" + line).toList();
  }

  private static synchronized void say(String line) {
    System.out.println(MARK + line);
  }

  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource pool = LedgerPool.open(arguments[0], arguments[1], arguments[2], 6);
        RecordingNode node = new RecordingNode(arguments[3], pool, CrashWriter::sayingWhenItAsks)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String name = arguments[4] + "-" + i;
        threads.add(Thread.ofVirtual().start(() -> work(node, name)));
      }
      try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
        while (commands.readLine() != null) {}
      }
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static Ledger sayingWhenItAsks(String district, DataSource dataSource) {
    String schema = Ledger.schema(district);
    AppendJdbc jdbc =
        new AppendJdbc(district, schema) {
          @Override
          boolean stands(Connection connection, Addition addition) throws SQLException {
            boolean stands = super.stands(connection, addition);
            say("asked " + stands);
            return stands;
          }
        };
    return new Ledger(
        district,
        dataSource,
        new ReadJdbc(district, schema),
        (pool, unused, signal) -> new GroupCommitAppender(pool, jdbc, signal));
  }

  private static void work(RecordingNode node, String name) {
    for (int number = 0; !Thread.currentThread().isInterrupted(); number++) {
      String learner = "%s-%d".formatted(name, number / COMMANDS);
      String command = "%s.%d".formatted(name, number);
      if (number % COMMANDS == 0) {
        untilItSucceeds(command, () -> node.enroll(learner));
      }
      say("try %s %s".formatted(command, learner));
      boolean[] mayStand = {false};
      untilItSucceeds(
          command,
          () -> {
            try {
              List<Answer> lines = node.record(learner, evidence(command));
              if (lines.stream().anyMatch(Answer::again) && !mayStand[0]) {
                say("lie %s was called unrecorded, and stands".formatted(command));
              }
              say(
                  "done %s %s"
                      .formatted(
                          command,
                          lines.stream()
                              .map(line -> Long.toString(line.position()))
                              .collect(joining(" "))));
            } catch (OutcomeUnknownException unknown) {
              mayStand[0] = true;
              throw unknown;
            }
          });
    }
  }

  private static void untilItSucceeds(String command, Runnable step) {
    while (true) {
      try {
        step.run();
        return;
      } catch (LedgerUnavailableException | OutcomeUnknownException outage) {
        say("failed %s".formatted(command));
      } catch (RuntimeException unexpected) {
        say("lie %s failed with %s".formatted(command, unexpected));
        return;
      }
    }
  }
}

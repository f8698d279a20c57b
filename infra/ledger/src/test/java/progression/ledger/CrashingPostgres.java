package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import progression.localstack.LocalPostgres;

/** A durable PostgreSQL that is ended without a chance to tidy up, and comes back as it was. */
final class CrashingPostgres implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path directory;
  private LocalPostgres postgres;

  CrashingPostgres(Path directory) {
    this.directory = directory;
    this.postgres = LocalPostgres.start(directory);
  }

  LocalPostgres postgres() {
    return postgres;
  }

  /** What {@code pg_ctl stop -m immediate} does: every process ends at once; then a restart. */
  void stopImmediately() {
    endAndRestart("QUIT");
  }

  /** Kills the postmaster alone, as the system does when memory runs out; then a restart. */
  void killPostmaster() {
    endAndRestart("KILL");
  }

  /** Kills a session of a ledger. PostgreSQL ends all the others and recovers by itself. */
  void killSession() throws SQLException {
    ProcessHandle checkpointer;
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select s.pid, c.pid from pg_stat_activity s, pg_stat_activity c
                where s.application_name = 'progression-ledger'
                  and c.backend_type = 'checkpointer' order by random() limit 1
                """)) {
      if (!row.next()) {
        throw new IllegalStateException("nobody works on a ledger");
      }
      checkpointer = ProcessHandle.of(row.getLong(2)).orElseThrow();
      signal("KILL", row.getLong(1));
    }
    // Until all the others have ended too, it still takes connections.
    Awaitility.await().atMost(LIMIT).until(() -> !checkpointer.isAlive());
    awaitConnections();
  }

  /**
   * Has {@code fsync} fail from now on in every process that there is; those started later are
   * spared. PostgreSQL cannot go on then: it ends them all and recovers from its log.
   */
  void failFsync() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace",
                "--quiet=all",
                "--output=" + directory.resolve("strace.log"),
                "--trace=fsync,fdatasync",
                "--inject=fsync,fdatasync:error=EIO"));
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pid from pg_stat_activity where pid <> pg_backend_pid()")) {
      while (row.next()) {
        command.add("--attach=" + row.getLong(1));
      }
    }
    Process strace = new ProcessBuilder(command).inheritIO().start();
    try {
      assertThat(strace.waitFor(1, TimeUnit.MINUTES)).as("a failing fsync is survived").isTrue();
    } finally {
      strace.destroy();
    }
    awaitConnections();
  }

  /** How often PostgreSQL gave itself up for this reason. */
  long panics(String reason) throws IOException {
    try (Stream<Path> logs = Files.list(directory.resolve("cluster").resolve("log"))) {
      long panics = 0;
      for (Path log : logs.toList()) {
        try (Stream<String> lines = Files.lines(log)) {
          panics += lines.filter(line -> line.contains("PANIC:") && line.contains(reason)).count();
        }
      }
      return panics;
    }
  }

  /** Whether the postmaster is there. */
  boolean isRunning() {
    return Files.exists(directory.resolve("cluster").resolve("postmaster.pid"));
  }

  /** Ends it, if it has not ended by itself, and starts it as whoever watches over it would. */
  void restart() {
    int port = postgres.port();
    postgres.close();
    postgres = LocalPostgres.start(directory, port);
  }

  private void endAndRestart(String signal) {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    signal(signal, postmaster.pid());
    // Without a postmaster its processes leave one by one, as they notice.
    Awaitility.await().atMost(LIMIT).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    restart();
  }

  private void awaitConnections() {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> {
          try (Connection connection = postgres.dataSource().getConnection()) {
            return connection.isValid(1);
          }
        });
  }

  private long postmaster() {
    try {
      Path file = directory.resolve("cluster").resolve("postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String signal, long pid) {
    try {
      int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("process " + pid + " could not be signalled");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}

package progression.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import progression.ledger.Head;
import progression.ledger.Ledgers;

/** A backup that was taken while events were written is put back, as the runbook says. */
@ExtendWith(OutputCaptureExtension.class)
class RestoreIT {

  @TempDir Path temp;

  @Test
  void a_restored_ledger_goes_on_once_it_is_declared(CapturedOutput output) throws Exception {
    Path backup = temp.resolve("backup");
    Head atBackup;
    try (ConfigurableApplicationContext server = start()) {
      assertThat(visible(server, enroll(server, "S-1"), "S-1")).isEqualTo(200);
      atBackup = server.getBean(Ledgers.class).of("demo").reader().head();
      backUpWhileRunning(server, backup);
      assertThat(visible(server, enroll(server, "S-lost"), "S-lost")).isEqualTo(200);
    }
    Path postgresql = temp.resolve("data/postgresql/cluster");
    FileSystemUtils.deleteRecursively(postgresql);
    copy(backup, postgresql);

    try (ConfigurableApplicationContext server = start("--progression.verify=all")) {
      assertThat(output.getOut()).contains("The ledger of demo is intact up to position");
      assertThat(server.getBean(Ledgers.class).of("demo").reader().at(atBackup.position()))
          .hasValueSatisfying(event ->
              assertThat(HexFormat.of().formatHex(event.hash())).isEqualTo(atBackup.hash()));
      long undeclared = enroll(server, "S-2");
      assertThat(visible(server, undeclared, "S-2")).as("nothing is relayed").isNotEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> output.getOut().contains("progression.incarnations.demo="));
    }
    try (ConfigurableApplicationContext server = start("--progression.incarnations.demo=2")) {
      assertThat(visible(server, enroll(server, "S-3"), "S-3")).isEqualTo(200);
      for (String learner : List.of("S-1", "S-2", "S-3")) {
        assertThat(progress(server, "/v1/learners/" + learner + "/progress")).isEqualTo(200);
      }
      assertThat(progress(server, "/v1/learners/S-lost/progress")).isEqualTo(404);
    }
  }

  @Test
  void a_server_does_not_start_on_a_damaged_ledger(CapturedOutput output) throws Exception {
    try (ConfigurableApplicationContext server = start()) {
      enroll(server, "S-1");
      enroll(server, "S-2");
      try (Connection connection = server.getBean(DataSource.class).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            update ledger_demo.event set payload = replace(payload, 'S-1', 'S-9')
            where position = 0
            """);
      }
    }
    assertThatThrownBy(this::start).hasRootCauseInstanceOf(StartRefusedException.class);
    assertThat(output)
        .contains("the ledger of district demo is damaged at position 0: its hash does not fit")
        .contains("Restore this ledger from a backup");
  }

  /** PostgreSQL's own way: the files may change while they are copied, the log makes up for it. */
  private static void backUpWhileRunning(ConfigurableApplicationContext server, Path backup)
      throws SQLException, IOException, InterruptedException {
    Path cluster = backup.resolveSibling("data/postgresql/cluster");
    try (Connection connection = server.getBean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('test', fast => true)");
      enroll(server, "S-meanwhile");
      copy(cluster, backup);
      enroll(server, "S-meanwhile-2");
      try (var row =
          statement.executeQuery(
              "select labelfile from pg_backup_stop(wait_for_archive => false)")) {
        row.next();
        Files.writeString(backup.resolve("backup_label"), row.getString(1));
      }
    }
    copy(cluster.resolve("pg_wal"), backup.resolve("pg_wal"));
    Files.delete(backup.resolve("postmaster.pid"));
    Files.deleteIfExists(backup.resolve("postmaster.opts"));
  }

  private static long enroll(ConfigurableApplicationContext server, String learner)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        calls(server)
            .send(
                "district-sis",
                "POST",
                "/v1/learners",
                "application/json",
                "{\"learner\":\"%s\"}".formatted(learner));
    assertThat(answer.statusCode()).isEqualTo(201);
    return Calls.json(answer).path("position").asLong();
  }

  /** The status of asking for what the position led to. */
  private static int visible(ConfigurableApplicationContext server, long position, String learner)
      throws IOException, InterruptedException {
    return progress(server, "/v1/learners/%s/progress?minPosition=%d".formatted(learner, position));
  }

  private static int progress(ConfigurableApplicationContext server, String path)
      throws IOException, InterruptedException {
    Calls calls = calls(server);
    return calls.send("GET", path, calls.token("reporting")).statusCode();
  }

  /** A file that PostgreSQL removes meanwhile is missed by nobody, so the exit code says little. */
  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    new ProcessBuilder("cp", "-a", from + "/.", to.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private ConfigurableApplicationContext start(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    // It is the embedded servers' directory that is copied, whatever other tests stand on.
    all.add("--progression.stack=embedded");
    all.add("--progression.data-dir=" + temp.resolve("data"));
    all.add("--progression.projections.patience=10s");
    all.add("--server.port=0");
    return SpringApplication.run(ProgressionServer.class, all.toArray(String[]::new));
  }

  private static Calls calls(ConfigurableApplicationContext server) {
    return new Calls(server.getEnvironment().getRequiredProperty("local.server.port", int.class));
  }
}

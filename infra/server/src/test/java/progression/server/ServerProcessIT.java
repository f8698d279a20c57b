package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import progression.localstack.DataDirectory;

/** A server's own process with embedded servers, whatever other tests stand on. */
class ServerProcessIT {

  @TempDir Path temp;

  @Test
  void a_server_told_to_stop_stops_postgresql_and_kafka_cleanly_and_ends() throws Exception {
    Process server = start();
    try {
      awaitLine(server, "Progression is ready.");
      assertThat(temp.resolve("postgresql/cluster/postmaster.pid")).exists();
      server.destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }
    assertStopped();
    // The broker writes this file last, and only when it was shut down cleanly.
    assertThat(temp.resolve("kafka/log/.kafka_cleanshutdown")).exists();
  }

  @Test
  void a_server_told_to_stop_while_it_starts_leaves_nothing_running() throws Exception {
    Process server = start();
    try {
      Path postgres = temp.resolve("postgresql");
      while (!Files.exists(postgres.resolve("cluster/postmaster.pid"))) {
        assertThat(server.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
      }
      server.destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }
    assertStopped();
  }

  private void assertStopped() {
    assertThat(temp.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    DataDirectory.open(temp).close();
  }

  private Process start() throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ProgressionServer.class.getName(),
                "--server.port=0",
                "--progression.stack=embedded",
                "--progression.data-dir=" + temp))
        .redirectErrorStream(true)
        .start();
  }

  private static void awaitLine(Process process, String wanted) throws Exception {
    BufferedReader output = process.inputReader();
    StringBuilder read = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.append(line).append('\n');
      if (line.equals(wanted)) {
        Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
        return;
      }
    }
    throw new AssertionError("The server ended early:\n" + read);
  }
}

package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import progression.localstack.DataDirectory;

/** A server's own process with embedded servers, whatever other tests stand on. */
class ServerProcessIT {

  @TempDir Path temp;

  @Test
  void a_server_told_to_stop_stops_postgresql_and_kafka_cleanly_and_ends() throws Exception {
    try (ServerProcess server = start().awaitReady()) {
      assertThat(temp.resolve("postgresql/cluster/postmaster.pid")).exists();
      server.process().destroy();
      assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertStopped();
    // The broker writes this file last, and only when it was shut down cleanly.
    assertThat(temp.resolve("kafka/log/.kafka_cleanshutdown")).exists();
  }

  @Test
  void a_server_told_to_stop_while_it_starts_leaves_nothing_running() throws Exception {
    try (ServerProcess server = start()) {
      Path postgres = temp.resolve("postgresql");
      while (!Files.exists(postgres.resolve("cluster/postmaster.pid"))) {
        assertThat(server.process().waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
      }
      server.process().destroy();
      assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertStopped();
  }

  @Test
  void the_built_server_finds_all_it_needs_beside_it() throws Exception {
    try (ServerProcess server = ServerProcess.startBuilt(options()).awaitReady()) {
      assertThat(server.calls().send("GET", "/actuator/health/readiness", null).statusCode())
          .isEqualTo(200);
      server.process().destroy();
      assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertStopped();
  }

  private void assertStopped() {
    assertThat(temp.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    DataDirectory.open(temp).close();
  }

  private ServerProcess start() throws Exception {
    return ServerProcess.start(options());
  }

  private String[] options() {
    return new String[] {"--progression.stack=embedded", "--progression.data-dir=" + temp};
  }
}

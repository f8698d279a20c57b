package progression.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

  @TempDir Path temp;

  @Test
  void both_servers_serve_from_one_directory_and_again_after_a_restart() throws Exception {
    for (int start = 1; start <= 2; start++) {
      try (LocalStack stack = LocalStack.start(temp)) {
        assertThat(stack.directory()).isEqualTo(temp.toRealPath());
        stack.awaitPostgres();
        stack.awaitKafka();
        try (Connection connection =
                DriverManager.getConnection(stack.jdbcUrl(), stack.username(), stack.password());
            Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
          assertThat(connection.isValid(1)).isTrue();
          assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
      }
    }
  }

  @Test
  void nobody_takes_a_port_before_its_server_listens_there() throws Exception {
    try (LocalStack stack = LocalStack.start(temp)) {
      for (String url :
          List.of(stack.jdbcUrl().substring(5), "kafka://" + stack.bootstrapServers())) {
        try (ServerSocket another = new ServerSocket()) {
          another.setReuseAddress(false); // As nobody may who is given any free one.
          assertThatThrownBy(
                  () -> another.bind(new InetSocketAddress("127.0.0.1", URI.create(url).getPort())))
              .isInstanceOf(BindException.class);
        }
      }
      stack.awaitPostgres();
      stack.awaitKafka();
    }
  }

  @Test
  void a_second_stack_on_the_directory_is_refused_with_the_name_of_the_directory() {
    try (LocalStack first = LocalStack.start(temp)) {
      assertThatThrownBy(() -> LocalStack.start(temp))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("data directory " + first.directory() + " is in use");
    }
  }

  @Test
  void who_awaits_a_kafka_that_cannot_come_up_is_told_so() throws Exception {
    Path log = Files.createDirectories(temp.resolve("kafka")).resolve("log");
    Files.writeString(log, "This is no directory.");

    try (LocalStack stack = LocalStack.start(temp)) {
      assertThatThrownBy(stack::awaitKafka)
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("Kafka did not start on");
    }
    assertThat(Postmaster.of(temp.resolve("postgresql/cluster"))).isEmpty();
    Files.delete(log);
    try (LocalStack stack = LocalStack.start(temp)) {
      stack.awaitKafka();
    }
  }

  @Test
  void who_awaits_a_postgresql_that_cannot_come_up_is_told_so_and_kafka_does_not_stay_behind() {
    try (DataDirectory held = DataDirectory.open(temp.resolve("postgresql"));
        LocalStack stack = LocalStack.start(temp)) {
      assertThatThrownBy(stack::awaitPostgres)
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("data directory " + held.path() + " is in use");
    }
    try (LocalStack stack = LocalStack.start(temp)) {
      stack.awaitPostgres();
      stack.awaitKafka();
    }
  }

  @Test
  void who_is_interrupted_while_waiting_still_stops_both_cleanly() throws Exception {
    LocalStack stack = LocalStack.start(temp);
    Thread.currentThread().interrupt();
    try (stack) {
      assertThatThrownBy(stack::awaitPostgres)
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("Interrupted");
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Postmaster.of(temp.resolve("postgresql/cluster"))).isEmpty();
    assertThat(temp.resolve("kafka/log/.kafka_cleanshutdown")).exists();
  }

  @Test
  void a_configured_port_is_free_again_after_a_kill() throws Exception {
    try (OtherProcess other =
        OtherProcess.start(OtherProcess.HoldsPostgres.class, temp.resolve("postgresql"))) {
      other.kill();
      int port = URI.create(other.held().substring("jdbc:".length())).getPort();
      try (LocalStack stack = LocalStack.start(temp, port, 0)) {
        stack.awaitPostgres();
        assertThat(stack.jdbcUrl()).isEqualTo(other.held());
      }
    }
  }

  @Test
  void who_awaits_a_kafka_that_cannot_come_up_is_told_so_and_postgresql_does_not_stay_behind() {
    try (DataDirectory held = DataDirectory.open(temp.resolve("kafka"));
        LocalStack stack = LocalStack.start(temp)) {
      stack.awaitPostgres();
      assertThat(Postmaster.of(temp.resolve("postgresql/cluster"))).isPresent();
      assertThatThrownBy(stack::awaitKafka)
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("data directory " + held.path() + " is in use");
    }
    assertThat(Postmaster.of(temp.resolve("postgresql/cluster"))).isEmpty();
  }

  @Test
  void a_port_of_kafka_that_is_taken_ends_the_start_and_leaves_the_directory_free()
      throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> LocalStack.start(temp, 0, taken.getLocalPort()))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("Kafka");
    }
    LocalStack.start(temp).close();
  }
}

package progression.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

  @TempDir Path temp;

  @Test
  void the_settings_that_durability_and_privacy_rest_on_are_in_force() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(temp)) {
      assertThat(query(postgres, "show server_version")).startsWith("18.");
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
      assertThat(query(postgres, "show data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(postgres, "show unix_socket_directories")).isEmpty();
      assertThat(query(postgres, "show server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void what_was_committed_is_there_after_a_restart() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(temp)) {
      execute(postgres, "create table kept (n int); insert into kept values (42)");
    }
    try (LocalPostgres postgres = LocalPostgres.start(temp)) {
      assertThat(query(postgres, "select n from kept")).isEqualTo("42");
    }
    assertThat(temp.resolve("cluster/postmaster.pid")).doesNotExist();
    assertThat(serverLog()).doesNotContain("not properly shut down", "interrupted");
  }

  @Test
  void a_stop_does_not_wait_for_sessions_to_leave() throws Exception {
    LocalPostgres postgres = LocalPostgres.start(temp);
    try (Connection idle = postgres.dataSource().getConnection()) {
      assertThat(idle.isValid(1)).isTrue();
      postgres.close();
      assertThat(idle.isValid(1)).isFalse();
    }
    assertThat(Postmaster.of(temp.resolve("cluster"))).isEmpty();
  }

  @Test
  void a_wrong_password_opens_nothing() {
    try (LocalPostgres postgres = LocalPostgres.start(temp)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void a_server_left_by_a_killed_process_is_stopped_cleanly_and_no_other_is_touched()
      throws Exception {
    try (LocalPostgres neighbour = LocalPostgres.start(temp.resolve("neighbour"));
        OtherProcess other =
            OtherProcess.start(OtherProcess.HoldsPostgres.class, temp.resolve("ours"))) {
      other.kill();
      Path cluster = temp.resolve("ours/cluster");
      assertThat(Postmaster.of(cluster)).isPresent();

      try (LocalPostgres postgres = LocalPostgres.start(temp.resolve("ours"))) {
        assertThat(postgres.jdbcUrl()).isNotEqualTo(other.held());
        assertThat(query(postgres, "select 1")).isEqualTo("1");
        assertThatThrownBy(() -> connect(other.held(), postgres.password()))
            .hasMessageContaining("refused");
      }
      assertThat(query(neighbour, "select 1")).isEqualTo("1");
      assertThat(serverLog(cluster)).doesNotContain("not properly shut down", "interrupted");
    }
  }

  @Test
  void a_directory_held_by_a_live_process_is_refused_and_its_server_left_alone() throws Exception {
    try (OtherProcess other = OtherProcess.start(OtherProcess.HoldsPostgres.class, temp)) {
      assertThatThrownBy(() -> LocalPostgres.start(temp))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("in use by process " + other.pid());
      connect(other.held(), Files.readString(temp.resolve("password"))).close();
      other.kill();
      Postmaster.clearOrphan(temp.resolve("cluster"));
    }
  }

  @Test
  void a_stale_pid_file_whose_number_is_another_program_now_harms_neither() throws Exception {
    List<String> pidFile = pidFileOfAStoppedServer();
    Process bystander = new ProcessBuilder("tail", "-f", "/dev/null").start();
    try {
      writePidFile(pidFile, bystander.pid());
      try (LocalPostgres postgres = LocalPostgres.start(temp)) {
        assertThat(query(postgres, "select 1")).isEqualTo("1");
      }
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroy();
    }
  }

  @Test
  void a_stale_pid_file_whose_number_is_another_cluster_now_harms_neither() throws Exception {
    List<String> pidFile = pidFileOfAStoppedServer();
    try (LocalPostgres neighbour = LocalPostgres.start(temp.resolve("neighbour"))) {
      Path neighboursPidFile = temp.resolve("neighbour/cluster/postmaster.pid");
      writePidFile(pidFile, Long.parseLong(Files.readAllLines(neighboursPidFile).getFirst()));
      try (LocalPostgres postgres = LocalPostgres.start(temp)) {
        assertThat(query(postgres, "select 1")).isEqualTo("1");
      }
      assertThat(query(neighbour, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_stale_pid_file_whose_number_is_nobody_now_is_no_obstacle() throws Exception {
    List<String> pidFile = pidFileOfAStoppedServer();
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    writePidFile(pidFile, gone.pid());
    try (LocalPostgres postgres = LocalPostgres.start(temp)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_cluster_whose_creation_was_cut_short_is_set_aside() throws Exception {
    Files.createDirectories(temp.resolve("cluster"));
    Files.writeString(temp.resolve("cluster/postgresql.conf"), "# half of it");
    try (LocalPostgres postgres = LocalPostgres.start(temp)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("unfinished-"));
    }
  }

  @Test
  void a_configured_port_is_used_and_one_that_is_taken_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> LocalPostgres.start(temp, port))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("Port " + port + " for PostgreSQL is taken");
      taken.close();
      try (LocalPostgres postgres = LocalPostgres.start(temp, port)) {
        assertThat(postgres.jdbcUrl()).contains("127.0.0.1:" + port + "/");
      }
    }
  }

  private List<String> pidFileOfAStoppedServer() throws IOException {
    try (LocalPostgres running = LocalPostgres.start(temp)) {
      assertThat(running.port()).isPositive();
      return new ArrayList<>(Files.readAllLines(temp.resolve("cluster/postmaster.pid")));
    }
  }

  private void writePidFile(List<String> lines, long pid) throws IOException {
    lines.set(0, Long.toString(pid));
    Files.write(temp.resolve("cluster/postmaster.pid"), lines);
  }

  private String serverLog() throws IOException {
    return serverLog(temp.resolve("cluster"));
  }

  private static String serverLog(Path cluster) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(cluster.resolve("log"))) {
      for (Path file : files.toList()) {
        text.append(Files.readString(file));
      }
    }
    assertThat(text).contains("database system was shut down at");
    return text.toString();
  }

  private static Connection connect(String jdbcUrl, String password) throws SQLException {
    return DriverManager.getConnection(jdbcUrl, "postgres", password);
  }

  private static void execute(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}

package progression.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import progression.localstack.DataDirectory;
import progression.localstack.LocalStack;
import progression.localstack.LocalStackException;

/** The start with embedded servers, whatever other tests stand on. */
@ExtendWith(OutputCaptureExtension.class)
class ServerStartIT {

  private static final String ISSUER =
      "--spring.security.oauth2.resourceserver.jwt.issuer-uri=https://issuer.example";

  @TempDir Path temp;

  @Test
  void a_token_outlives_a_restart_and_a_stop_leaves_nothing_running() throws Exception {
    String token;
    try (ConfigurableApplicationContext server = start()) {
      token = calls(server).token("district-sis");
      assertThat(server.getBean(DataSource.class).getConnection().isValid(1)).isTrue();
      assertThat(server.getEnvironment().getProperty("progression.kafka.bootstrap-servers"))
          .startsWith("127.0.0.1:");
    }
    assertThat(temp.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    DataDirectory.open(temp).close();
    try (ConfigurableApplicationContext server = start()) {
      assertThat(calls(server).send("POST", "/v1/learners/S-1/portfolio", token).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void the_start_announces_what_runs_where_and_a_first_request(CapturedOutput output)
      throws Exception {
    try (ConfigurableApplicationContext server = start()) {
      int port = calls(server).port();
      assertThat(output.getOut())
          .contains("HTTP         http://127.0.0.1:" + port)
          .contains("PostgreSQL   " + server.getEnvironment().getProperty("spring.datasource.url"))
          .contains("Data         " + temp.toRealPath())
          .contains("auditor-2        demo-2   history.replay ledger.verify")
          .contains("/v1/ledger");
      assertThat(firstRequest(output.getOut())).contains("\"position\":-1").contains("\"size\":0");
    }
  }

  @Test
  void with_an_issuer_there_are_no_demo_clients(CapturedOutput output) throws Exception {
    try (ConfigurableApplicationContext server = start(ISSUER)) {
      assertThat(
              calls(server)
                  .token("auditor", "auditor", "grant_type=client_credentials")
                  .statusCode())
          .isEqualTo(404);
      assertThat(output.getOut()).doesNotContain("Demo clients");
      assertThat(temp.resolve("signing-key.json")).doesNotExist();
    }
  }

  @Test
  void without_an_issuer_an_address_that_others_can_reach_is_refused(CapturedOutput output) {
    assertThatThrownBy(() -> start("--server.address=0.0.0.0"))
        .isInstanceOf(StartRefusedException.class);
    assertThat(output)
        .contains("server.address is 0.0.0.0, which other machines can reach")
        .contains("Set spring.security.oauth2.resourceserver.jwt.issuer-uri")
        .doesNotContain("\tat ");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void a_projection_that_there_is_not_is_reported_with_those_that_there_are(CapturedOutput output) {
    assertThatThrownBy(() -> start("--progression.rebuild=transcript,foo"));
    assertThat(output)
        .contains("There is no projection foo; there are ")
        .contains("learnerprogress")
        .doesNotContain("\tat ");
  }

  @Test
  void with_an_issuer_any_address_will_do() throws Exception {
    try (ConfigurableApplicationContext server = start("--server.address=0.0.0.0", ISSUER)) {
      assertThat(readiness(server)).isEqualTo(200);
    }
  }

  @Test
  void a_server_that_lost_its_database_is_not_ready_and_has_not_failed_for_good() throws Exception {
    try (ConfigurableApplicationContext server = start("--progression.roles=api")) {
      assertThat(readiness(server)).isEqualTo(200);
      server.getBean(LocalStack.class).close();
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> readiness(server) == 503);
      assertThat(calls(server).send("GET", "/actuator/health/liveness", null).statusCode())
          .isEqualTo(200);
    }
  }

  private static int readiness(ConfigurableApplicationContext server) throws Exception {
    return calls(server).send("GET", "/actuator/health/readiness", null).statusCode();
  }

  @Test
  void a_directory_in_use_is_reported_without_a_stack_trace(CapturedOutput output) {
    try (DataDirectory held = DataDirectory.open(temp)) {
      assertThatThrownBy(this::start).isInstanceOf(LocalStackException.class);
      assertThat(output)
          .contains("The data directory " + held.path() + " is in use by process")
          .contains("progression.data-dir")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void a_kafka_that_cannot_come_up_ends_the_start_also_of_a_server_that_has_no_use_for_it(
      CapturedOutput output) throws Exception {
    Files.writeString(
        Files.createDirectories(temp.resolve("kafka")).resolve("log"), "no directory");

    assertThatThrownBy(() -> start("--progression.roles=api"))
        .hasCauseInstanceOf(LocalStackException.class);

    assertThat(output).contains("APPLICATION FAILED TO START").contains("Kafka did not start on");
    assertThat(temp.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    DataDirectory.open(temp).close();
  }

  @Test
  void a_postgresql_that_cannot_come_up_ends_the_start_with_its_own_words(CapturedOutput output) {
    try (DataDirectory held = DataDirectory.open(temp.resolve("postgresql"))) {
      assertThatThrownBy(this::start).hasRootCauseInstanceOf(LocalStackException.class);

      assertThat(output)
          .contains("The data directory " + held.path() + " is in use by process")
          .doesNotContain("\tat ");
    }
    DataDirectory.open(temp).close();
    DataDirectory.open(temp.resolve("kafka")).close();
  }

  @Test
  void an_http_port_in_use_is_reported_and_nothing_stays_behind(CapturedOutput output)
      throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> start("--server.port=" + port));
      assertThat(output).contains("Port " + port + " was already in use").doesNotContain("\tat ");
    }
    assertThat(temp.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    DataDirectory.open(temp).close();
  }

  private ConfigurableApplicationContext start(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--progression.stack=embedded");
    all.add("--progression.data-dir=" + temp);
    if (all.stream().noneMatch(argument -> argument.startsWith("--server.port"))) {
      all.add("--server.port=0");
    }
    return SpringApplication.run(ProgressionServer.class, all.toArray(String[]::new));
  }

  private static Calls calls(ConfigurableApplicationContext server) {
    return new Calls(server.getEnvironment().getRequiredProperty("local.server.port", int.class));
  }

  /** Pastes what the announcement says into a shell. */
  private String firstRequest(String output) throws Exception {
    Path script = temp.resolve("first-request.sh");
    Files.writeString(script, output.substring(output.indexOf("TOKEN=")));
    Process shell = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    try (var answer = shell.inputReader()) {
      return answer.readAllAsString();
    }
  }
}

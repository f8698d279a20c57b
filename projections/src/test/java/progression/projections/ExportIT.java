package progression.projections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import progression.event.LearnerEvent;
import progression.mastery.Verdict.Status;
import progression.relay.Relay;

/** Long answers as a client gets them from the container that serves them. */
class ExportIT {

  private static final int LEARNERS = 2_000;
  private static final String DISTRICT = TestStack.newDistrict();
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT));
  private static final Tomcat TOMCAT = new Tomcat();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String EXPORT = "/v1/reports/mastery/export?format=ndjson";

  private static final String WAITING =
      """
      pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
        and query like '%report_mastery%'
      """;

  private static long head;

  @BeforeAll
  static void start() throws Exception {
    RELAY.start();
    SERVER.start();
    LEDGER.append(Story.framework(1), Story.pathway());
    List<LearnerEvent> events = new ArrayList<>();
    for (int n = 0; n < LEARNERS; n++) {
      events.addAll(Story.enrolled(learner(n)));
      events.add(Story.evidence(learner(n), Story.RATIOS, 1, Status.NOT_YET, "0.5"));
    }
    head = LEDGER.append(events);
    TOMCAT.setBaseDir(Path.of("target/tomcat").toAbsolutePath().toString());
    TOMCAT.setPort(0);
    TOMCAT.getConnector().setAsyncTimeout(100);
    TOMCAT.getConnector().setProperty("connectionTimeout", "2000");
    Context context = TOMCAT.addContext("", null);
    Tomcat.addServlet(context, "dispatcher", SERVER.servlet()).setAsyncSupported(true);
    context.addServletMappingDecoded("/", "dispatcher");
    add(
        context,
        (request, response, chain) -> {
          TestServer.authenticate(DISTRICT);
          chain.doFilter(request, response);
        });
    TOMCAT.start();
    assertThat(lines(get(EXPORT + "&minPosition=" + head))).hasSize(LEARNERS);
  }

  private static void add(Context context, Filter filter) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("token");
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("token");
    everywhere.addURLPattern("/*");
    context.addFilterMap(everywhere);
  }

  @AfterAll
  static void stop() throws Exception {
    TOMCAT.stop();
    TOMCAT.destroy();
    SERVER.close();
    RELAY.close();
    LEDGER.close();
  }

  @Test
  void an_export_takes_as_long_as_it_takes() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer;
    try (Connection locked = SERVER.bean(DataSource.class).getConnection()) {
      locked.setAutoCommit(false);
      execute(locked, "lock table learnerprogress.competency in access exclusive mode");
      answer = CLIENT.sendAsync(request(EXPORT), BodyHandlers.ofInputStream());
      // Longer than the container would wait for an answer that another thread writes.
      assertThatThrownBy(() -> answer.get(3, SECONDS)).isInstanceOf(TimeoutException.class);
      locked.rollback();
    }
    assertThat(lines(answer.get(30, SECONDS))).hasSize(LEARNERS);
  }

  @Test
  void a_few_exports_at_a_time_are_served_and_another_is_told_to_come_again() throws Exception {
    List<CompletableFuture<HttpResponse<InputStream>>> answers = new ArrayList<>();
    try (Connection locked = SERVER.bean(DataSource.class).getConnection()) {
      locked.setAutoCommit(false);
      execute(locked, "lock table learnerprogress.competency in access exclusive mode");
      for (int n = 1; n <= 4; n++) {
        int waiting = n;
        answers.add(CLIENT.sendAsync(request(EXPORT), BodyHandlers.ofInputStream()));
        await().until(() -> exportsWaiting() == waiting);
      }
      HttpResponse<InputStream> refused = get(EXPORT);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(lines(refused)).singleElement().asString().contains("/problems/not-yet");
      // An export that fails makes way as one that ends does.
      execute(locked, "select pg_terminate_backend(pid) from " + WAITING);
      locked.rollback();
    }
    for (CompletableFuture<HttpResponse<InputStream>> answer : answers) {
      assertThat(answer.get(30, SECONDS).statusCode()).isNotEqualTo(200);
    }
    assertThat(lines(get(EXPORT))).hasSize(LEARNERS);
  }

  @Test
  void a_client_that_takes_nothing_for_a_time_makes_way_for_others() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (Connection owner = SERVER.bean(DataSource.class).getConnection()) {
      // Far more than is on its way between the two while nobody reads.
      execute(owner, "update learnerprogress.competency set status = repeat(md5(learner), 300)");
      try {
        while (idle.size() < 4) {
          idle.add(ask(EXPORT));
        }
        await().until(() -> status(EXPORT) == 503);
        await().atMost(30, SECONDS).until(() -> status(EXPORT) == 200);
      } finally {
        execute(owner, "update learnerprogress.competency set status = 'not-yet'");
        for (Socket one : idle) {
          one.close();
        }
      }
    }
  }

  private static Socket ask(String path) throws IOException {
    Socket client = new Socket("127.0.0.1", TOMCAT.getConnector().getLocalPort());
    client
        .getOutputStream()
        .write("GET %s HTTP/1.1\r\nHost: here\r\n\r\n".formatted(path).getBytes(UTF_8));
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson", "parquet"})
  void an_export_that_fails_on_the_way_is_broken_off(String format) throws Exception {
    try (Connection owner = SERVER.bean(DataSource.class).getConnection()) {
      // Far more than is on its way between the two while nobody reads.
      execute(owner, "update learnerprogress.competency set status = repeat(md5(learner), 300)");
      HttpResponse<InputStream> answer = get("/v1/reports/mastery/export?format=" + format);
      execute(
          owner,
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where query like '%report_mastery%' and pid <> pg_backend_pid()
          """);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> lines(answer)).isInstanceOf(IOException.class);
      execute(owner, "update learnerprogress.competency set status = 'not-yet'");
    }
  }

  @Test
  void an_earlier_state_that_nobody_waits_for_any_more_makes_way_for_the_next() throws Exception {
    String path = EXPORT + "&asOf=" + head;
    try (Socket ignored = ask(path)) {
      await().until(() -> pasts() == 1);
    }
    await().atMost(1, MINUTES).until(() -> get(path).statusCode() == 200);
    await().until(() -> pasts() == 0);
  }

  private static long pasts() throws SQLException {
    return count("pg_namespace where nspname ~ '_past_'");
  }

  private static long exportsWaiting() throws SQLException {
    return count(WAITING);
  }

  private static long count(String of) throws SQLException {
    try (Connection connection = SERVER.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + of)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String learner(int number) {
    return "S-%04d".formatted(number);
  }

  private static HttpRequest request(String path) {
    int port = TOMCAT.getConnector().getLocalPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
        .timeout(Duration.ofMinutes(1))
        .build();
  }

  private static HttpResponse<InputStream> get(String path) throws Exception {
    return CLIENT.send(request(path), BodyHandlers.ofInputStream());
  }

  private static int status(String path) throws Exception {
    HttpResponse<InputStream> answer = get(path);
    answer.body().close();
    return answer.statusCode();
  }

  private static List<String> lines(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream body = answer.body()) {
      return new String(body.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

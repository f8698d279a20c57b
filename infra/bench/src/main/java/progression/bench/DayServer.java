package progression.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built server as its users run it: one process with everything inside, spoken to by HTTP. */
final class DayServer implements AutoCloseable {

  private static final Path BUILT = Path.of("../server/target");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final String NDJSON = "application/x-ndjson";

  private final Process process;
  private final Path data;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private DayServer(Process process, Path data, URI address) {
    this.process = process;
    this.data = data;
    this.address = address;
  }

  /** Starts it on an empty directory, and waits until it is ready. */
  static DayServer start(Path data) throws Exception {
    Files.createDirectories(data);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-jar",
                jar().toString(),
                "--progression.data-dir=" + data,
                "--progression.projections.patience=30s",
                "--server.port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling("day-server.log").toFile())
            .start();
    DayServer server = new DayServer(process, data, URI.create("http://127.0.0.1:" + port));
    server.awaitReady();
    return server;
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(BUILT)) {
      return files
          .filter(file -> file.getFileName().toString().matches("progression-server-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no server is built in " + BUILT));
    }
  }

  private void awaitReady() throws Exception {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
      try {
        HttpRequest readiness =
            HttpRequest.newBuilder(address.resolve("/actuator/health/readiness")).build();
        if (http.send(readiness, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // it does not listen yet
      }
    }
    close();
    throw new IllegalStateException("the server did not start; its log is beside " + data);
  }

  /** What is answered; anything but success is a failure of the run. */
  String get(String client, String path) throws IOException, InterruptedException {
    return body(http.send(request(client, path).build(), BodyHandlers.ofString()));
  }

  JsonNode send(String client, String method, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(client, path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    return JsonMapper.shared().readTree(body(http.send(request, BodyHandlers.ofString())));
  }

  /** Streams lines, and returns the summary that ends the answer. */
  JsonNode bulk(String path, InputStream lines) throws IOException, InterruptedException {
    HttpRequest request =
        request("district-sis", path)
            .header("Content-Type", NDJSON)
            .POST(BodyPublishers.ofInputStream(() -> lines))
            .build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    String last = "";
    try (var body = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      for (String line = body.readLine(); line != null; line = body.readLine()) {
        last = line;
      }
    }
    return JsonMapper.shared().readTree(last).path("summary");
  }

  private static String body(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String client, String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Authorization", "Bearer " + tokens.computeIfAbsent(client, this::token));
  }

  private String token(String client) {
    String basic = Base64.getEncoder().encodeToString((client + ":" + client).getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/oauth2/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    try {
      return JsonMapper.shared()
          .readTree(body(http.send(request, BodyHandlers.ofString())))
          .path("access_token")
          .asString();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no token for " + client, e);
    }
  }

  /** The server's own process. */
  long pid() {
    return process.pid();
  }

  /** The database's processes, which are no children of the server. */
  List<Long> databasePids() throws IOException {
    Path file = data.resolve("postgresql/cluster/postmaster.pid");
    List<Long> pids = new ArrayList<>();
    if (Files.exists(file)) {
      long postmaster = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      pids.add(postmaster);
      ProcessHandle.of(postmaster)
          .ifPresent(one -> one.children().map(ProcessHandle::pid).forEach(pids::add));
    }
    return pids;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    http.close();
  }
}

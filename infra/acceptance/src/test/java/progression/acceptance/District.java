package progression.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A district's programs, each with its own client, talking to a server. */
final class District {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final URI server;
  private final String suffix;

  /**
   * @param suffix what the names of the district's clients end with
   */
  District(URI server, String suffix) {
    this.server = server;
    this.suffix = suffix;
  }

  /** What the server said: status and body. */
  record Answer(int status, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  Answer put(String path, String body) {
    return send(
        request("district-sis", path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  Answer post(String path, String body) {
    return send(
        request("district-sis", path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Reads as the reporting team. */
  Answer report(String path) {
    return send(request("reporting", path).GET());
  }

  /** Reads as the auditor. */
  Answer audit(String path) {
    return send(request("auditor", path).GET());
  }

  /** Streams a file of lines to a bulk intake, and each line of the answer to the consumer. */
  void bulk(String path, Path lines, Consumer<JsonNode> answers) throws Exception {
    stream(path, "application/x-ndjson", lines, answers);
  }

  /**
   * The same, over a connection that is read from while the file is sent. The JDK's client reads
   * nothing before it has sent all, so it cannot tell that something has come to pass in between.
   * Ends also where the server does: HTTP/1.0 has no other end of an answer than that.
   */
  void bulkAsItComes(String path, Path lines, Consumer<JsonNode> answers) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort());
        BufferedReader answer =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      String head =
          """
          POST %s HTTP/1.0\r
          Authorization: %s\r
          Content-Type: application/x-ndjson\r
          Content-Length: %d\r
          \r
          """
              .formatted(path, authorization("district-sis"), Files.size(lines));
      OutputStream request = socket.getOutputStream();
      request.write(head.getBytes(UTF_8));
      Thread.startVirtualThread(() -> {
        try {
          Files.copy(lines, request);
        } catch (IOException cut) {
          // the reader is told so, too
        }
      });
      assertThat(answer.readLine()).contains(" 200");
      while (!answer.readLine().isEmpty()) {
        // a header
      }
      for (String line = answer.readLine(); line != null; line = answer.readLine()) {
        if (line.endsWith("}")) { // and was not cut
          answers.accept(JSON.readTree(line));
        }
      }
    }
  }

  /** The same, for a file of another type. */
  void stream(String path, String type, Path file, Consumer<JsonNode> answers) throws Exception {
    stream(path, type, BodyPublishers.ofFile(file), answers);
  }

  /** Posts JSON, and gives each line of the answer to the consumer as it comes. */
  void post(String path, String body, Consumer<JsonNode> answers) throws Exception {
    stream(path, "application/json", BodyPublishers.ofString(body), answers);
  }

  private void stream(String path, String type, BodyPublisher body, Consumer<JsonNode> answers)
      throws Exception {
    HttpRequest request =
        request("district-sis", path).header("Content-Type", type).POST(body).build();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      if (response.statusCode() != 200) {
        throw new AssertionError(response.statusCode() + ": " + lines.readLine());
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.accept(JSON.readTree(line));
      }
    }
  }

  /** The lines of an answer in NDJSON. */
  static List<JsonNode> lines(Answer answer) {
    return answer.body().lines().map(JSON::readTree).toList();
  }

  static String encoded(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String client, String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Authorization", authorization(client));
  }

  private String authorization(String client) {
    return "Bearer " + tokens.computeIfAbsent(client + suffix, this::token);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String token(String client) {
    String basic = Base64.getEncoder().encodeToString((client + ":" + client).getBytes(UTF_8));
    Answer answer =
        send(
            HttpRequest.newBuilder(server.resolve("/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
    if (answer.status() != 200) {
      throw new AssertionError("no token for " + client + ": " + answer);
    }
    return answer.json().get("access_token").asString();
  }
}

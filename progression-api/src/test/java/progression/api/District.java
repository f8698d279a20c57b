package progression.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A district's program, talking to the server. */
public record District(int port, String name) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The framework of {@link #publishMath}. */
  public static final String MATH =
      """
      {"CFDocument":{"identifier":"00000000-0000-4000-8000-000000000001",
         "uri":"https://example.org/doc/1","creator":"Made up","title":"Made-up mathematics",
         "lastChangeDateTime":"2026-01-01T00:00:00+00:00"},
       "CFItems":[
        {"identifier":"00000000-0000-4000-8000-000000000011","uri":"https://example.org/item/11",
         "fullStatement":"Counts to ten.","humanCodingScheme":"M.1",
         "lastChangeDateTime":"2026-01-01T00:00:00+00:00"},
        {"identifier":"00000000-0000-4000-8000-000000000012","uri":"https://example.org/item/12",
         "fullStatement":"Adds.","humanCodingScheme":"M.2",
         "lastChangeDateTime":"2026-01-01T00:00:00+00:00"}],
       "CFAssociations":[]}
      """;

  /** What the server said. */
  public record Answer(int status, HttpResponse<byte[]> response) {
    public String text() {
      return new String(response.body(), UTF_8);
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public List<JsonNode> lines() {
      return text().lines().map(JSON::readTree).toList();
    }

    /** The last part of the problem's type. */
    public String problem() {
      return json().path("type").asString("").replace("/problems/", "");
    }

    @Override
    public String toString() {
      return status + " " + text();
    }
  }

  public Answer put(String path, String body) {
    return send(json(path).PUT(BodyPublishers.ofString(body)));
  }

  public Answer post(String path, String body) {
    return send(json(path).POST(BodyPublishers.ofString(body)));
  }

  /** The same on behalf of a person, such as {@code teacher:T-7}. */
  public Answer postAs(String person, String path, String body) {
    return send(
        json(path).header("Progression-On-Behalf-Of", person).POST(BodyPublishers.ofString(body)));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer bulk(String path, byte[] lines) {
    return send(
        request(path)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(lines)));
  }

  public Answer bulk(String path, String lines) {
    return bulk(path, lines.getBytes(UTF_8));
  }

  /** A made-up framework {@code math} with the competencies M.1 and M.2. */
  public District publishMath() {
    expect(201, put("/v1/frameworks/math", MATH));
    return this;
  }

  /** Two in a row, on all of {@code math}. */
  public District adoptTwoInARow() {
    expect(
        201,
        put(
            "/v1/policies/two",
            """
            {"title":"two in a row","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
             "method":{"type":"consecutive","n":2},"threshold":0.8,"regression":"tracking"}
            """));
    return this;
  }

  public District enroll(String... learners) {
    for (String learner : learners) {
      expect(201, post("/v1/learners", "{\"learner\":\"" + learner + "\"}"));
    }
    return this;
  }

  /** Evidence on M.1 as a line of JSON. */
  public static String evidence(String id, String learner, double score, int minute) {
    return """
    {"id":"t:%s","learner":"%s","competency":"M.1","score":{"scaled":%s},\
    "occurredAt":"2026-03-01T%02d:%02d:00Z"}\
    """
        .formatted(id, learner, score, minute / 60 % 24, minute % 60);
  }

  /** An association of a CASE package. */
  public static String association(int n, String from, String type, String to) {
    return """
    {"identifier":"00000000-0000-4000-8000-0000000000%2$d",
     "uri":"https://example.org/association/%2$d","associationType":"%3$s",
     "lastChangeDateTime":"2026-01-01T00:00:00+00:00",
     "originNodeURI":{"title":"from","identifier":"%1$s","uri":"https://example.org/i"},
     "destinationNodeURI":{"title":"to","identifier":"%4$s","uri":"https://example.org/j"}}
    """
        .formatted(from, n, type, to);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + name);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private static @Nullable Void expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError("not " + status + ": " + answer);
    }
    return null;
  }
}

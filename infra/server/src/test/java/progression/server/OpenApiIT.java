package progression.server;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import progression.api.problem.Problem;
import progression.api.problem.ProblemType;
import progression.kernel.Rejection;
import progression.server.access.AccessRules;
import progression.server.access.DemoClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The served contract is the committed one, is well formed, and tells the truth. */
@DirtiesContext
@SpringBootTest(
    classes = ProgressionServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "progression.data-dir=target/open-api-it")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

  private static final Path COMMITTED = Path.of("src/main/openapi/openapi.json");
  private static final Path SERVED = Path.of("target/openapi.json");

  @LocalServerPort int port;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  private Calls calls = new Calls(0);
  private String text = "";
  private OpenApiDocument document = new OpenApiDocument(JsonMapper.shared().nullNode());

  @BeforeAll
  void ask() throws Exception {
    calls = new Calls(port);
    HttpResponse<String> answer = calls.send("GET", "/v1/openapi.json", null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    text = answer.body() + "\n";
    Files.writeString(SERVED, text);
    document = new OpenApiDocument(JsonMapper.shared().readTree(text));
  }

  @Test
  void the_served_document_is_the_committed_one() throws Exception {
    assertThat(text.equals(Files.readString(COMMITTED)))
        .as(
            "if the contract was meant to change: cp infra/server/%s infra/server/%s",
            SERVED, COMMITTED)
        .isTrue();
  }

  @Test
  void a_parser_of_open_api_finds_nothing_wrong_with_it() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    var parsed = new OpenAPIV3Parser().readContents(text, null, options);
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
  }

  @Test
  void every_reference_points_to_something() {
    List<String> broken = new ArrayList<>();
    document
        .json()
        .findValuesAsString("$ref")
        .forEach(ref -> {
          if (document.at(ref.substring(1)).isMissingNode()) {
            broken.add(ref);
          }
        });
    assertThat(broken).isEmpty();
  }

  @Test
  void it_has_every_call_that_is_served_and_in_the_table_of_access_rules_and_no_other() {
    Set<String> served =
        requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
            .filter(call -> !call.getValue().getBeanType().equals(EchoController.class))
            .flatMap(call ->
                call.getKey().getPatternValues().stream()
                    .flatMap(path ->
                        call.getKey().getMethodsCondition().getMethods().stream()
                            .map(RequestMethod::name)
                            .map(method -> method + " " + path)))
            .filter(call -> rule(call) instanceof AccessRules.Answer.Takes)
            .collect(toCollection(TreeSet::new));
    assertThat(served).contains("POST /v1/evidence", "GET /v1/ledger");
    assertThat(document.operations().keySet()).isEqualTo(served);
  }

  @Test
  void each_call_takes_the_scope_of_its_line_in_the_table() {
    document
        .operations()
        .forEach((call, operation) ->
            assertThat(new AccessRules.Answer.Takes(operation.at("/security/0/token/0").asString()))
                .as(call)
                .isEqualTo(rule(call)));
    Set<String> scopes =
        DemoClient.of(List.of("demo")).stream()
            .filter(client -> List.of("demo", "").contains(client.district()))
            .flatMap(client -> client.scopes().stream())
            .collect(toCollection(TreeSet::new));
    assertThat(
            document
                .at("/components/securitySchemes/token/flows/clientCredentials/scopes")
                .propertyNames())
        .containsExactlyInAnyOrderElementsOf(scopes);
  }

  @Test
  void each_call_has_a_name_of_its_own_and_nothing_is_left_undescribed() {
    Set<String> names = new TreeSet<>();
    document
        .operations()
        .forEach((call, operation) -> {
          assertThat(names.add(operation.path("operationId").asString())).as(call).isTrue();
          assertThat(operation.path("operationId").asString()).matches("[A-Z][A-Za-z]+");
          assertThat(operation.path("summary").asString("")).as(call).isNotBlank();
          for (JsonNode parameter : operation.path("parameters")) {
            assertThat(parameter.path("description").asString(""))
                .as("%s: %s", call, parameter.path("name"))
                .isNotBlank();
          }
          for (JsonNode answer : operation.path("responses")) {
            assertThat(answer.path("description").asString("")).as(call).isNotBlank();
            for (JsonNode content : answer.path("content")) {
              assertThat(content.path("schema").isEmpty()).as(call).isFalse();
            }
            assertThat(answer.path("content").isEmpty()).as(call).isFalse();
          }
        });
  }

  /** What CASE specifies, CASE describes; and what is always the same needs no words. */
  @Test
  void every_member_says_what_it_means() {
    List<String> undescribed = new ArrayList<>();
    List<String> unconditional = new ArrayList<>();
    document.forEachMember((name, member) -> {
      boolean mayBeNull = (member.path("type") + "" + member.path("oneOf")).contains("\"null\"");
      if (mayBeNull && !member.path("description").asString("").contains("none")) {
        unconditional.add(name);
      }
      if (!member.has("description") && member.path("enum").size() != 1) {
        undescribed.add(name);
      }
    });
    assertThat(undescribed)
        .filteredOn(name -> !name.matches("(PublishFramework|CaseLink)/.*"))
        .isEmpty();
    assertThat(unconditional).as("may be null, and nothing says when").isEmpty();
  }

  @Test
  void numbers_are_numbers_and_a_page_says_how_many_it_takes() {
    document
        .operations()
        .forEach((call, operation) -> {
          for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.get("name").asString();
            if (Set.of("minPosition", "after", "position", "limit").contains(name)) {
              assertThat(parameter.at("/schema/type").asString())
                  .as("%s: %s", call, name)
                  .isEqualTo("integer");
            }
          }
        });
    assertThat(limit("GET /v1/audit-trail").toString())
        .isEqualTo(
            "{\"type\":\"integer\",\"format\":\"int64\",\"default\":1000,"
                + "\"maximum\":1000,\"minimum\":1}");
    assertThat(limit("GET /v1/evidence/rejected").get("default").asInt()).isEqualTo(100);
    assertThat(limit("GET /v1/evidence/rejected").get("maximum").asInt()).isEqualTo(500);
  }

  private JsonNode limit(String call) {
    return parameter(call, "limit");
  }

  private JsonNode parameter(String call, String name) {
    JsonNode operation = Objects.requireNonNull(document.operations().get(call));
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.get("name").asString().equals(name)) {
        return parameter.get("schema");
      }
    }
    throw new AssertionError(call + " takes no " + name);
  }

  @Test
  void what_is_json_already_has_the_shape_that_it_has() {
    assertThat(document.at("/components/schemas/AuditedEvent/properties/event/$ref").asString())
        .endsWith("/HistoryLine");
    assertThat(document.at("/components/schemas/KeptLine/properties/problem/$ref").asString())
        .endsWith("/Problem");
  }

  @Test
  void every_problem_exists_and_has_the_status_under_which_it_stands() {
    Map<String, Integer> known = new TreeMap<>();
    for (ProblemType type : ProblemType.values()) {
      known.put(Problem.TYPES + type.slug(), type.status());
    }
    for (Rejection.Type type : Rejection.Type.values()) {
      Problem problem = Problem.of(new Rejection(type, ""));
      known.put(problem.type(), problem.status());
    }
    for (String slug : List.of("scope-missing", "district-missing", "district-unknown")) {
      known.put(Problem.TYPES + slug, 403);
    }
    known.put(Problem.TYPES + "not-yet", 503);
    // What a path names and does not exist is 404, what a body names is 422.
    Map<String, Integer> inPaths = Map.of(Problem.TYPES + "unknown-competency", 404);
    document.forEachProblem((status, type) ->
        assertThat(Integer.valueOf(status)).as(type).isIn(known.get(type), inPaths.get(type)));
  }

  @Test
  void only_answers_of_the_api_are_described() {
    assertThat(document.at("/components/schemas").propertyNames())
        .contains("LearnerProgress", "ProgressStage", "TranscriptStage", "RejectedPage")
        .noneMatch(name -> name.startsWith("ResponseEntity") || name.startsWith("Http"));
    for (var schema : document.at("/components/schemas").properties()) {
      assertThat(schema.getValue().has("properties"))
          .as(schema.getKey())
          .isEqualTo(schema.getValue().has("required"));
    }
    assertThat(OpenApiDocument.elements(document.at("/components/schemas/ProgressStage/required")))
        .extracting(JsonNode::asString)
        .containsExactlyInAnyOrder("pathway", "stage", "status", "weeks");
  }

  @Test
  void the_examples_are_accepted_and_answered_as_it_says() throws Exception {
    accept("PUT", "/v1/frameworks/{id}", "math");
    accept("PUT", "/v1/policies/{id}", "three-in-a-row");
    accept("PUT", "/v1/pathways/{id}", "math-6");
    accept("PUT", "/v1/interchange/ed-fi/objective-mappings/{id}", "placement");
    accept("PUT", "/v1/thresholds", "");
    accept("POST", "/v1/learners", "");
    accept("POST", "/v1/evidence", "");
    accept("POST", "/v1/evidence/group", "");
    accept("POST", "/v1/evidence/{id}/needs-revision", "lms:essay-3");
    accept("POST", "/v1/evidence/{id}/score", "lms:essay-3");
    accept("POST", "/v1/evidence/{id}/rescore", "lms:attempt-9");
    accept("POST", "/v1/evidence/{id}/moderate", "lms:attempt-10");
    accept("POST", "/v1/evidence/{id}/retract", "lms:attempt-10");
    accept("POST", "/v1/evidence/{id}/reinstate", "lms:attempt-10");
    accept("POST", "/v1/learners/{id}/competencies/{competency}/override", "S-1001");
    accept("POST", "/v1/learners/{id}/competencies/{competency}/withdraw", "S-1001");
    accept("POST", "/v1/learners/{id}/competencies/{competency}/clear-override", "S-1001");
    accept("POST", "/v1/masteries/expire", "");
    accept("POST", "/v1/learners/bulk", "");
    accept("POST", "/v1/evidence/bulk", "");
    accept("POST", "/v1/relationships", "");
    accept("POST", "/v1/groups", "");
    for (String call :
        List.of(
            "goals",
            "goals/{goal}/revise",
            "goals/{goal}/abandon",
            "goals/{goal}/reopen",
            "profile",
            "feedback-requests",
            "feedback",
            "reflections",
            "check-ins",
            "check-ins/{checkIn}/conclude",
            "choices",
            "portfolio")) {
      accept("POST", "/v1/learners/{id}/" + call, "S-1001");
    }
    answered(
        "POST",
        "/v1/learners/{id}/competencies/{competency}/reassess",
        "S-1001",
        "district-sis",
        null);
    answered("GET", "/v1/frameworks/{id}", "math", "reporting", null);
    answered("POST", "/v1/frameworks/{id}/migrate", "math", "district-sis", null);
    answered("GET", "/v1/policies/{id}", "three-in-a-row", "reporting", null);
    answered("GET", "/v1/pathways/{id}", "math-6", "reporting", null);
    answered(
        "GET", "/v1/interchange/ed-fi/objective-mappings/{id}", "placement", "reporting", null);
    answered("GET", "/v1/learners/{id}/progress", "S-1001", "reporting", null);
    answered(
        "GET", "/v1/learners/{id}/competencies/{competency}/criteria", "S-1001", "reporting", null);
    answered("GET", "/v1/learners/{id}/transcript", "S-1001", "reporting", null);
    answered("GET", "/v1/learners/{id}/portfolio", "S-1001", "reporting", null);
    JsonNode lists = parameter("GET /v1/learners/{id}/portfolio", "list").path("enum");
    assertThat(lists).hasSize(8);
    for (JsonNode list : lists) {
      String alone = "/v1/learners/S-1001/portfolio?list=" + list.asString();
      assertThat(calls.send("GET", alone, calls.token("reporting")).statusCode())
          .as(alone)
          .isEqualTo(200);
    }
    awaitDashboards();
    answered("GET", "/v1/learners/{id}/pacing", "S-1001", "reporting", null);
    answered("GET", "/v1/groups/{id}/pacing", "class-6b", "reporting", null);
    answered("GET", "/v1/groups/{id}/dashboard", "class-6b", "reporting", null);
    answered("GET", "/v1/dashboard", "", "reporting", null);
    answered("GET", "/v1/dashboard/{id}", "math", "reporting", null);
    answered("GET", "/v1/learners/{id}/state", "S-1001", "auditor", null);
    answered("GET", "/v1/learners/{id}/history", "S-1001", "auditor", null);
    answered(
        "GET",
        "/v1/learners/{id}/competencies/{competency}/explanation",
        "S-1001",
        "auditor",
        null);
    answered("GET", "/v1/ledger", "", "auditor", null);
    answered("GET", "/v1/evidence/rejected", "", "district-sis", null);
    answered("GET", "/v1/projections", "", "reporting", null);
    answered("GET", "/v1/projections/{projection}/parked", "", "district-sis", null);
  }

  @Test
  void who_takes_nothing_of_what_a_call_answers_is_refused() throws Exception {
    for (String call : document.operations().keySet()) {
      String[] parts = call.split(" ", 2);
      JsonNode body = document.operation(parts[0], parts[1]).path("requestBody").path("content");
      HttpResponse<String> refused =
          calls.accepting(
              "image/png;q=0.9, text/html",
              clientFor(call),
              parts[0],
              parts[1].replaceAll("\\{.+?}", "x"),
              body.isEmpty() ? null : body.propertyNames().iterator().next(),
              "");
      assertThat(refused.statusCode()).as(call).isEqualTo(406);
      assertThat(Calls.json(refused).path("type").asString()).endsWith("/not-acceptable");
      assertThat(Calls.json(refused).path("header").asString()).isEqualTo("Accept");
      assertThat(document.operation(parts[0], parts[1]).path("responses").has("406")).isTrue();
    }
  }

  private static String clientFor(String call) {
    return DemoClient.of(List.of("demo")).stream()
        .filter(client ->
            client.scopes().stream()
                .anyMatch(scope -> new AccessRules.Answer.Takes(scope).equals(rule(call))))
        .findFirst()
        .orElseThrow()
        .name();
  }

  @Test
  void who_takes_it_among_other_things_is_answered() throws Exception {
    for (String accept :
        List.of(
            "*/*", "application/*", "text/html, application/json;q=0.1", "image/png, */*;q=0.1")) {
      assertThat(calls.accepting(accept, "auditor", "GET", "/v1/ledger", null, "").statusCode())
          .as(accept)
          .isEqualTo(200);
    }
    for (String accept :
        List.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/json")) {
      String path = "/v1/learners/nobody/history";
      assertThat(calls.accepting(accept, "auditor", "GET", path, null, "").statusCode())
          .as(accept)
          .isEqualTo(404);
    }
    for (String accept : List.of("text/csv", "application/json")) {
      String path = "/v1/reports/mastery/export?format=csv";
      HttpResponse<String> file = calls.accepting(accept, "reporting", "GET", path, null, "");
      assertThat(file.statusCode()).as(accept).isEqualTo(200);
      assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    }
  }

  @Test
  void who_would_not_take_the_answer_to_a_write_is_refused_before_it_is_done() throws Exception {
    String json = "application/json";
    assertThat(
            calls
                .accepting(
                    "text/html",
                    "district-sis",
                    "POST",
                    "/v1/learners",
                    json,
                    "{\"learner\":\"S-7\"}")
                .statusCode())
        .isEqualTo(406);
    assertThat(calls.send("GET", "/v1/learners/S-7/history", calls.token("auditor")).statusCode())
        .isEqualTo(404);
  }

  /** Each example of a method is one that a policy may have. */
  @Test
  void every_method_of_a_policy_is_accepted() throws Exception {
    calls.send(
        "district-sis-2",
        "PUT",
        "/v1/frameworks/math",
        "application/json",
        document.at("/components/schemas/PublishFramework/examples/0").toString());
    for (JsonNode method : document.at("/components/schemas/Method/examples")) {
      HttpResponse<String> answer =
          calls.send(
              "district-sis-2",
              "PUT",
              "/v1/policies/p",
              "application/json",
              """
              {"title":"p","appliesTo":{"framework":"math","competencies":["6.RP.A.1"]},
               "scale":{"min":0,"max":1},"method":%s,"threshold":0.8,"regression":"tracking"}
              """
                  .formatted(method));
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }
  }

  /** Until all that was written is in them. */
  private void awaitDashboards() throws Exception {
    long head =
        Calls.json(calls.send("GET", "/v1/ledger", calls.token("auditor")))
            .path("position")
            .asLong();
    String reporting = calls.token("reporting");
    for (String path :
        List.of("/v1/groups/class-6b/pacing", "/v1/groups/class-6b/dashboard", "/v1/dashboard")) {
      HttpResponse<String> answer = calls.send("GET", path + "?minPosition=" + head, reporting);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  private void accept(String method, String path, String id) throws Exception {
    JsonNode content = document.operation(method, path).path("requestBody").path("content");
    String schema = content.iterator().next().at("/schema/$ref").asString();
    JsonNode examples = document.at(schema.substring(1)).path("examples");
    assertThat(examples.isEmpty()).as(schema).isFalse();
    for (JsonNode example : examples) {
      answered(method, path, id, "district-sis", example);
    }
  }

  /** Makes a call; what comes back has the documented status, media type, tag and members. */
  private void answered(
      String method, String path, String id, String client, @Nullable JsonNode body)
      throws Exception {
    JsonNode operation = document.operation(method, path);
    String to =
        path.replace("{id}", id)
            .replace("{competency}", "6.RP.A.1")
            .replace("{goal}", "g-1")
            .replace("{projection}", "transcript")
            .replace("{checkIn}", "c-1");
    HttpResponse<String> answer =
        body == null
            ? calls.send(method, to, calls.token(client))
            : calls.send(
                client,
                method,
                to,
                operation.path("requestBody").path("content").propertyNames().iterator().next(),
                body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    JsonNode response = operation.path("responses").path(Integer.toString(answer.statusCode()));
    var documented = response.path("content").properties().iterator().next();
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith(documented.getKey());
    assertThat(answer.headers().firstValue("ETag").isPresent())
        .as("%s sends an ETag", to)
        .isEqualTo(response.path("headers").has("ETag"));
    answer
        .body()
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .forEach(line -> document.matches(line, documented.getValue().path("schema"), to));
  }

  private static AccessRules.Answer rule(String call) {
    String[] parts = call.split(" ", 2);
    return AccessRules.find(HttpMethod.valueOf(parts[0]), PathContainer.parsePath(parts[1]));
  }
}

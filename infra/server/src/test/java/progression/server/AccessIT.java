package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import progression.api.problem.ProblemType;
import tools.jackson.databind.JsonNode;

@DirtiesContext
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "progression.data-dir=target/access-it")
class AccessIT {

  private static final String ECHO = "/v1/learners/S-1/portfolio";

  @LocalServerPort int port;
  @Autowired RSAKey signingKey;

  Calls calls = new Calls(0);

  @BeforeEach
  void connect() {
    calls = new Calls(port);
  }

  @Test
  void a_call_without_a_token_is_answered_with_a_challenge_and_a_problem() throws Exception {
    HttpResponse<String> answer = calls.send("GET", "/v1/ledger", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertProblem(answer, "unauthorized");
    assertThat(Calls.json(answer).path("title").asString())
        .isEqualTo(ProblemType.UNAUTHORIZED.title());
  }

  @Test
  void a_token_that_somebody_else_signed_is_no_token() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).keyID(signingKey.getKeyID()).generate();
    HttpResponse<String> answer =
        calls.send("POST", ECHO, sign(other, claims().claim("district", "demo").build()));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("invalid_token");
    assertProblem(answer, "unauthorized");
  }

  @Test
  void a_token_that_has_expired_is_no_token() throws Exception {
    Instant past = Instant.now().minusSeconds(3600);
    JWTClaimsSet expired =
        claims().claim("district", "demo").expirationTime(Date.from(past)).build();
    assertThat(calls.send("POST", ECHO, sign(signingKey, expired)).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "district-sis, demo, curriculum.write evidence.write learning.write roster.write",
    "auditor, demo, history.replay ledger.verify",
    "reporting, demo, projections.read",
    "partner, demo, events.subscribe",
    "district-sis-2, demo-2, curriculum.write evidence.write learning.write roster.write",
    "auditor-2, demo-2, history.replay ledger.verify",
    "reporting-2, demo-2, projections.read",
    "partner-2, demo-2, events.subscribe",
    "operator, '', operations.read"
  })
  void a_demo_client_gets_all_its_scopes_and_its_district_without_asking(
      String client, String district, String scopes) throws Exception {
    JsonNode claims = Calls.claims(calls.token(client));
    assertThat(claims.path("sub").asString()).isEqualTo(client);
    assertThat(claims.path("district").asString()).isEqualTo(district);
    Set<String> granted = new TreeSet<>();
    claims.path("scope").forEach(scope -> granted.add(scope.asString()));
    assertThat(granted).containsExactlyInAnyOrder(scopes.split(" ", -1));
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
  }

  @Test
  void a_client_may_ask_for_less_but_not_for_what_it_does_not_have() throws Exception {
    HttpResponse<String> less =
        calls.token("auditor", "auditor", "grant_type=client_credentials&scope=ledger.verify");
    assertThat(Calls.json(less).path("scope").asString()).isEqualTo("ledger.verify");
    HttpResponse<String> more =
        calls.token("auditor", "auditor", "grant_type=client_credentials&scope=evidence.write");
    assertThat(more.statusCode()).isEqualTo(400);
    assertThat(Calls.json(more).path("error").asString()).isEqualTo("invalid_scope");
  }

  @Test
  void a_wrong_secret_gets_no_token() throws Exception {
    HttpResponse<String> answer = calls.token("auditor", "guess", "grant_type=client_credentials");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Calls.json(answer).path("error").asString()).isEqualTo("invalid_client");
  }

  @Test
  void a_token_without_the_scope_of_the_call_is_told_which_one_it_takes() throws Exception {
    HttpResponse<String> answer = calls.send("POST", ECHO, calls.token("auditor"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertProblem(answer, "scope-missing");
    assertThat(Calls.json(answer).path("detail").asString()).contains("'learning.write'");
  }

  @ParameterizedTest
  @CsvSource({
    "S-1001, S-1001",
    "lms:attempt-9, lms:attempt-9",
    "a%2Fb, a/b",
    "a%252Fb, a%2Fb",
    "a%3Bb, a;b",
    "%C3%A9t%C3%A9, été",
    "100%25, 100%",
    "https%3A%2F%2Fid.example%2F7, https://id.example/7"
  })
  void a_token_with_the_scope_passes_and_an_encoded_id_arrives_as_it_was_meant(
      String encoded, String id) throws Exception {
    HttpResponse<String> answer =
        calls.send("POST", "/v1/learners/" + encoded + "/portfolio", calls.token("district-sis"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("district-sis for " + id);
  }

  @Test
  void a_token_without_a_district_or_with_one_that_is_not_served_is_refused() throws Exception {
    HttpResponse<String> without = calls.send("POST", ECHO, sign(signingKey, claims().build()));
    assertThat(without.statusCode()).isEqualTo(403);
    assertProblem(without, "district-missing");

    HttpResponse<String> elsewhere =
        calls.send("POST", ECHO, sign(signingKey, claims().claim("district", "elsewhere").build()));
    assertThat(elsewhere.statusCode()).isEqualTo(403);
    assertProblem(elsewhere, "district-unknown");
  }

  @Test
  void a_path_that_is_not_in_the_table_does_not_exist_even_if_a_controller_serves_it()
      throws Exception {
    HttpResponse<String> forgotten =
        calls.send("POST", "/v1/forgotten", calls.token("district-sis"));
    assertThat(forgotten.statusCode()).isEqualTo(404);
    assertProblem(forgotten, "not-found");
    assertThat(calls.send("POST", "/v1/forgotten", null).statusCode()).isEqualTo(401);
  }

  @Test
  void a_path_with_another_method_says_which_methods_it_takes() throws Exception {
    HttpResponse<String> answer = calls.send("DELETE", ECHO, calls.token("district-sis"));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
    assertProblem(answer, "method-not-allowed");
  }

  @Test
  void the_contract_is_open_and_nothing_else_below_v1_is() throws Exception {
    assertThat(calls.send("GET", "/v1/openapi.json", null).statusCode()).isEqualTo(200);
    assertThat(calls.send("PUT", "/v1/openapi.json", null).statusCode()).isEqualTo(401);
    assertThat(calls.send("GET", "/v1/openapi.json.yaml", null).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
  void health_is_open(String path) throws Exception {
    HttpResponse<String> answer = calls.send("GET", path, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void metrics_are_for_whoever_runs_the_server() throws Exception {
    String path = "/actuator/prometheus";
    assertThat(calls.send("GET", path, null).statusCode()).isEqualTo(401);
    HttpResponse<String> refused = calls.send("GET", path, calls.token("auditor"));
    assertProblem(refused, "scope-missing");
    assertThat(refused.body()).contains("'operations.read'");
    String operator = calls.token("operator");
    assertThat(calls.send("GET", "/v1/ledger", operator).statusCode()).isEqualTo(403);
    HttpResponse<String> answer = calls.send("GET", path, operator);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "progression_ledger_append_seconds_count{district=\"demo\",outcome=\"recorded\"}",
            "progression_ledger_append_seconds_bucket{district=\"demo-2\",outcome=\"conflict\"",
            "progression_ledger_batch_events_max{district=\"demo\"}",
            "progression_ledger_queue_bytes{district=\"demo\"}",
            "progression_ledger_head{district=\"demo\"}",
            "progression_relay_lag_positions{district=\"demo\"}",
            "progression_projection_lag_positions{district=\"demo\",projection=\"transcript\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/health",
        "/actuator/env",
        "/actuator/shutdown",
        "/error",
        "/oauth2/introspect",
        "/login",
        "/"
      })
  void nothing_else_is_there(String path) throws Exception {
    HttpResponse<String> answer = calls.send("GET", path, null);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertProblem(answer, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/evidence/../ledger", "/v1/%00", "/v1/ledger;a=b", "/v1/learners/S;a/history"})
  void a_path_that_cannot_be_meant_is_a_problem_too(String path) throws Exception {
    HttpResponse<String> answer = calls.send("GET", path, calls.token("auditor"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertProblem(answer, "bad-request");
  }

  @Test
  void a_semicolon_that_is_not_encoded_is_not_left_out_of_what_is_written() throws Exception {
    String token = calls.token("district-sis");
    HttpResponse<String> answer = calls.send("POST", "/v1/learners/S-1;a=b/portfolio", token);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertProblem(answer, "bad-request");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("district-sis")
        .claim("scope", List.of("learning.write"))
        .expirationTime(Date.from(Instant.now().plusSeconds(60)));
  }

  private static String sign(RSAKey key, JWTClaimsSet claims) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static void assertProblem(HttpResponse<String> answer, String slug) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = Calls.json(answer);
    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("title").asString()).isNotEmpty();
    assertThat(problem.path("detail").asString()).isNotEmpty();
  }
}

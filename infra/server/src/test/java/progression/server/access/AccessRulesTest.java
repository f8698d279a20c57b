package progression.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import progression.server.access.AccessRules.Answer;

class AccessRulesTest {

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/frameworks/math, curriculum.write",
    "GET, /v1/frameworks/math, projections.read",
    "HEAD, /v1/frameworks/math, projections.read",
    "POST, /v1/learners, roster.write",
    "POST, /v1/learners/bulk, roster.write",
    "POST, /v1/evidence, evidence.write",
    "POST, /v1/evidence/bulk, evidence.write",
    "GET, /v1/evidence/rejected, evidence.write",
    "POST, /v1/evidence/rejected/7/resend, evidence.write",
    "POST, /v1/evidence/lms:9/retract, evidence.write",
    "POST, /v1/learners/S-1/goals, learning.write",
    "POST, /v1/learners/S-1/goals/g-1/revise, learning.write",
    "POST, /v1/groups, roster.write",
    "GET, /v1/learners/S-1/progress, projections.read",
    "GET, /v1/learners/S-1/competencies/6.RP.A.1/criteria, projections.read",
    "GET, /v1/learners/a%2Fb/transcript, projections.read",
    "GET, /v1/projections, projections.read",
    "GET, /v1/projections/transcript/parked, evidence.write",
    "POST, /v1/projections/transcript/parked/7/drop, evidence.write",
    "GET, /v1/learners/S-1/history, history.replay",
    "GET, /v1/learners/S-1/state, history.replay",
    "GET, /v1/ledger, history.replay",
    "GET, /v1/audit-trail, history.replay",
    "GET, /v1/audit-trail/7, history.replay"
  })
  void a_call_takes_the_scope_of_its_line(String method, String path, String scope) {
    assertThat(find(method, path)).isEqualTo(new Answer.Takes(scope));
  }

  @Test
  void the_contract_is_open_to_everybody() {
    assertThat(find("GET", "/v1/openapi.json")).isEqualTo(new Answer.Open());
    assertThat(find("GET", "/v1/openapi.json.yaml")).isEqualTo(new Answer.Unknown());
  }

  @Test
  void a_known_path_with_another_method_names_the_methods_it_takes() {
    assertThat(find("DELETE", "/v1/policies/p"))
        .isEqualTo(new Answer.OnlyWith(List.of(HttpMethod.GET, HttpMethod.PUT)));
  }

  @ParameterizedTest
  @CsvSource({"/v1", "/v1/learners/S-1", "/v1/ledger/", "/v1/learners/a/b/progress", "/v2/ledger"})
  void a_path_outside_the_table_is_unknown(String path) {
    assertThat(find("GET", path)).isEqualTo(new Answer.Unknown());
  }

  private static Answer find(String method, String path) {
    return AccessRules.find(HttpMethod.valueOf(method), PathContainer.parsePath(path));
  }
}

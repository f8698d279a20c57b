package progression.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import progression.server.ProgressionServer;

@DirtiesContext
@SpringBootTest(
    classes = ProgressionServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "progression.data-dir=target/access-table-it")
class AccessTableIT {

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  void every_call_that_a_controller_serves_is_in_the_table() {
    List<String> calls =
        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
            .flatMap(AccessTableIT::calls)
            .toList();
    assertThat(calls).contains("POST /v1/evidence", "GET /v1/ledger");
    assertThat(calls.stream().filter(call -> !isInTheTable(call)))
        // Planted: see EchoController. And a second form of the contract, which nobody asked for.
        .containsExactlyInAnyOrder("POST /v1/forgotten", "GET /v1/openapi.json.yaml");
  }

  private static Stream<String> calls(RequestMappingInfo mapping) {
    return mapping.getPatternValues().stream()
        .filter(path -> path.startsWith("/v1"))
        .flatMap(path ->
            mapping.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .map(method -> method + " " + path));
  }

  private static boolean isInTheTable(String call) {
    String[] parts = call.split(" ", 2);
    return switch (AccessRules.find(
        HttpMethod.valueOf(parts[0]), PathContainer.parsePath(parts[1]))) {
      case AccessRules.Answer.Takes takes -> true;
      case AccessRules.Answer.Open open -> true;
      case AccessRules.Answer.OnlyWith others -> false;
      case AccessRules.Answer.Unknown unknown -> false;
    };
  }
}

package progression.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import progression.api.problem.BadInput;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FieldsTest {

  private static Fields fields(String json) {
    return new Fields((ObjectNode) JsonMapper.shared().readTree(json));
  }

  private static RuntimeException refusal(String why) {
    return new IllegalArgumentException(why);
  }

  @ParameterizedTest
  @CsvSource({
    "learner is blank, learner is blank",
    "the maximum is 0, learner: the maximum is 0",
    "learners are two, learner: learners are two"
  })
  void a_field_that_its_value_refuses_is_named_once(String why, String detail) {
    Fields fields = fields("{\"learner\":\"S-1\"}");

    assertThatThrownBy(() ->
            fields.value(
                "learner",
                text -> {
                  throw refusal(why);
                }))
        .isInstanceOf(BadInput.class)
        .hasMessage(detail);
  }

  @ParameterizedTest
  @CsvSource({"attempts is 0, /attempts", "nothing fits, ''"})
  void the_field_that_a_refusal_of_the_whole_begins_with_is_pointed_to(String why, String pointer) {
    Fields fields = fields("{\"attempts\":0}");
    assertThat(fields.integer("attempts")).isZero();

    assertThatThrownBy(() ->
            fields.checked(() -> {
              throw refusal(why);
            }))
        .isInstanceOfSatisfying(
            BadInput.class,
            refused ->
                assertThat(refused.problem().placeMembers()).containsEntry("pointer", pointer));
  }
}

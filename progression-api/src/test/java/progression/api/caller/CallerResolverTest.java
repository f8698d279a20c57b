package progression.api.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import progression.api.problem.BadInput;
import progression.api.problem.Place;

class CallerResolverTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @ParameterizedTest
  @ValueSource(strings = {"learner:S-1", "teacher:T-7", "mentor:a:b", "guardian:g", "staff:1"})
  void a_person_is_a_role_and_an_id(String header) {
    assertThat(CallerResolver.onBehalfOf(header)).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "T-7", "teacher", "teacher:", "teacher: ", "pupil:S-1", ":S-1"})
  void anything_else_is_refused_with_the_name_of_the_header(String header) {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> CallerResolver.onBehalfOf(header))
        .satisfies(bad -> {
          assertThat(bad.problem().status()).isEqualTo(400);
          assertThat(bad.problem().place()).isEqualTo(new Place.Header("Progression-On-Behalf-Of"));
        });
  }

  @Test
  void nobody_is_nobody() {
    assertThat(CallerResolver.onBehalfOf(null)).isNull();
  }

  @Test
  void a_trace_goes_on() {
    assertThat(new CallerResolver().traceparent(TRACE)).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
      })
  void a_malformed_trace_is_replaced_by_a_new_one(String header) {
    CallerResolver resolver = new CallerResolver();

    String trace = resolver.traceparent(header);

    assertThat(trace).isNotEqualTo(header).isEqualTo(resolver.traceparent(trace));
  }

  @Test
  void the_correlation_is_the_trace_unless_the_client_names_one() {
    assertThat(CallerResolver.correlation(null, TRACE))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(CallerResolver.correlation("run-7", TRACE)).isEqualTo("run-7");
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> CallerResolver.correlation("x".repeat(300), TRACE));
  }
}

package progression.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IdTest {

  private static final Map<String, Function<String, Id>> KINDS =
      Map.of(
          "competency", CompetencyId::new,
          "evidence id", EvidenceId::new,
          "framework", FrameworkId::new,
          "learner", LearnerId::new,
          "pathway", PathwayId::new,
          "policy", PolicyId::new);

  @Test
  void an_id_is_kept_as_it_stands() {
    for (String value : List.of("a", " A b ", "lms:42/7%", "Zoë", "学习者", "𝕏", "x".repeat(255))) {
      KINDS.forEach((kind, make) -> {
        assertThat(make.apply(value).value()).as(kind).isEqualTo(value);
        assertThat(make.apply(value)).as(kind).hasToString(value);
      });
    }
    assertThat(new LearnerId("a")).isNotEqualTo(new LearnerId("A"));
  }

  @Test
  void a_blank_id_is_refused() {
    for (String value : List.of("", " ", "\t", "\u2003")) {
      refused(value, " is blank");
    }
  }

  @Test
  void an_id_of_more_than_255_characters_is_refused() {
    refused("x".repeat(256), " is longer than 255 characters");
  }

  @Test
  void a_control_character_or_half_a_character_is_refused() {
    for (String value : List.of("a\0", "a\nb", "\u007f", "\u0085x", "a\ud835", "\udd4fa")) {
      refused(value, " contains a control character");
    }
  }

  private static void refused(String value, String problem) {
    KINDS.forEach((kind, make) ->
        assertThatIllegalArgumentException()
            .isThrownBy(() -> make.apply(value))
            .withMessage(kind + problem));
  }
}

package progression.curriculum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;

/** What competencies are called in sentences, and by what programs tell them. */
class CalledTest {

  private static final CompetencyId COUNTING = new CompetencyId("id-counting");
  private static final CompetencyId ADDING = new CompetencyId("id-adding");

  private final Curriculum curriculum =
      Curriculum.EMPTY
          .evolve(
              published("math", 1, counting("M.1", "Counts to ten."), adding("M.2", "Adds.")), 0)
          .evolve(published("math", 2, counting("M.1", " Counts\n to ten. ")), 1);

  @Test
  void people_are_told_the_code_and_the_statement() {
    assertThat(curriculum.called(COUNTING)).isEqualTo("M.1 “Counts to ten”");
    assertThat(curriculum.nameOf(COUNTING)).isEqualTo("M.1");
  }

  @Test
  void without_a_code_people_are_told_the_statement_and_programs_the_identifier() {
    Curriculum uncoded = Curriculum.EMPTY.evolve(published("a", 1, counting(null, "Counts.")), 0);

    assertThat(uncoded.called(COUNTING)).isEqualTo("“Counts”");
    assertThat(uncoded.nameOf(COUNTING)).isEqualTo("id-counting");
  }

  @Test
  void what_a_framework_has_dropped_is_called_as_it_was() {
    assertThat(curriculum.called(ADDING)).isEqualTo("M.2 “Adds”");
    assertThat(curriculum.called(new CompetencyId("nobody's"))).isEqualTo("nobody's");
  }

  @Test
  void a_long_statement_is_cut_behind_a_word() {
    assertThat(called("word ".repeat(16).strip())).hasSize(79 + 2);
    assertThat(called("word ".repeat(17).strip())).isEqualTo("“" + "word ".repeat(15) + "word…”");
    assertThat(called("x".repeat(81))).isEqualTo("“" + "x".repeat(79) + "…”");
    assertThat(called("x" + "😀".repeat(40))).isEqualTo("“x" + "😀".repeat(39) + "…”");
  }

  private static String called(String statement) {
    return counting(null, statement).called();
  }

  private static Competency counting(@Nullable String code, String statement) {
    return new Competency(COUNTING, code, statement);
  }

  private static Competency adding(String code, String statement) {
    return new Competency(ADDING, code, statement);
  }

  private static FrameworkPublished published(
      String framework, int version, Competency... competencies) {
    return new FrameworkPublished(
        new FrameworkId(framework),
        version,
        "title",
        "1.0",
        Stream.of(competencies).toList(),
        List.of(),
        Integer.toString(version),
        "{}");
  }
}

package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.mastery.SkillTally;
import tools.jackson.databind.JsonNode;

/**
 * The average, the growth and the progress that a competency-based school reported of its students
 * are those that evidence requirements make of its ratings.
 */
class SkillRatingsAcceptance {

  private static final Path MADE_UP = Path.of("src", "test", "resources", "skill-ratings");
  private static final Path SCHOOL =
      Path.of(System.getProperty("acceptance.data")).resolve("slate-cbl");

  @Test
  void the_figures_of_a_school_come_out_of_its_ratings() throws Exception {
    boolean real = Files.isDirectory(SCHOOL);
    System.out.println(
        real ? "ratings of a real school" : "no ratings of a real school here: a made-up one");
    assertThat(compare(SkillRatings.in(real ? SCHOOL : MADE_UP))).isEqualTo(real ? 69 : 9);
  }

  @Test
  void the_figures_of_a_made_up_school_come_out_of_its_ratings() throws Exception {
    assertThat(compare(SkillRatings.in(MADE_UP))).isEqualTo(9);
  }

  /** Returns how many figures were compared. */
  private static int compare(SkillRatings school) {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (var student : school.expected().properties()) {
      for (var competency : student.getValue().properties()) {
        SkillTally tally = school.tally(student.getKey(), competency.getKey());
        JsonNode expected = competency.getValue();
        compared += 3;
        if (!same(tally.average(), SkillRatings.decimal(expected, "average"))
            || !same(tally.growth(), SkillRatings.decimal(expected, "growth"))
            || !same(tally.progress(), SkillRatings.decimal(expected, "progress"))) {
          wrong.add(student.getKey() + " " + competency.getKey() + " " + tally + " " + expected);
        }
      }
    }
    assertThat(wrong).isEmpty();
    return compared;
  }

  private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? one == other : one.compareTo(other) == 0;
  }
}

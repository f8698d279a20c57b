package progression.api.publishpathway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import progression.api.intake.StrictJson;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.pathway.Pathway;
import progression.pathway.Requirement;

class PathwayJsonTest {

  private static final String FULL =
      """
      {"title":"Math 6","framework":"math","stages":[
        {"id":"ratios","title":"Ratios","weeks":4,"requirement":
          {"all":[{"mastered":"A"},{"atLeast":2,"of":[
            {"mastered":"B"},{"mastered":"C"},{"any":[{"mastered":"D"}]}]}]}}]}
      """;

  @Test
  void choices_are_read_inside_choices() {
    assertThat(read(FULL))
        .isEqualTo(
            new Pathway(
                "Math 6",
                new FrameworkId("math"),
                List.of(
                    new Pathway.Stage(
                        "ratios",
                        "Ratios",
                        new Requirement.AllOf(
                            List.of(
                                mastered("A"),
                                new Requirement.AtLeast(
                                    2,
                                    List.of(
                                        mastered("B"),
                                        mastered("C"),
                                        new Requirement.AnyOf(List.of(mastered("D"))))))),
                        4))));
  }

  @Test
  void a_level_is_read_where_one_is_asked_for() {
    Pathway pathway =
        read(FULL.replace("{\"mastered\":\"B\"}", "{\"mastered\":\"B\",\"level\":3.50}"));

    assertThat(pathway.asked())
        .contains(
            new Requirement.Mastered(new CompetencyId("A"), null),
            new Requirement.Mastered(new CompetencyId("B"), new BigDecimal("3.5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"weeks\":4|\"weeks\":0|/stages/0/weeks|a week or more",
        "\"weeks\":4|\"weeks\":521|/stages/0/weeks|at most 520",
        "\"stages\"|\"steps\"|/steps|known here",
        "\"atLeast\":2|\"atLeast\":4|/stages/0/requirement/all/1/atLeast|at least 4 of 3",
        "\"atLeast\":2,\"of\"|\"of\"|/stages/0/requirement/all/1/mastered|is required",
        "\"atLeast\":2,|\"atLeast\":2,\"any\":[],|/stages/0/requirement/all/1/any|at least one part",
        "{\"any\":[{\"mastered\":\"D\"}]}|{\"any\":[]}|/stages/0/requirement/all/1/of/2/any|part",
        "{\"mastered\":\"A\"}|{\"mastered\":\"A\",\"level\":\"3\"}"
            + "|/stages/0/requirement/all/0/level|must be a number",
        "{\"mastered\":\"A\"}|{\"mastered\":\"A\",\"level\":1e99}"
            + "|/stages/0/requirement/all/0/level|digits",
        "{\"mastered\":\"A\"}|{\"mastered\":\"A\",\"any\":[{\"mastered\":\"B\"}]}"
            + "|/stages/0/requirement/all/0/mastered|exclude each other",
        "{\"mastered\":\"A\"}|{\"mastered\":\"A\",\"level\":3,\"any\":[]}"
            + "|/stages/0/requirement/all/0/mastered|exclude each other",
        "{\"mastered\":\"A\"}|{\"any\":[{\"mastered\":\"B\"}],\"level\":3}"
            + "|/stages/0/requirement/all/0/mastered|exclude each other",
        "{\"mastered\":\"A\"}|{\"level\":3}|/stages/0/requirement/all/0/mastered|is required",
        "{\"mastered\":\"A\"}|{}|/stages/0/requirement/all/0/mastered|is required",
        "{\"mastered\":\"A\"}|7|/stages/0/requirement/all/0|must be an object",
        "\"title\":\"Ratios\"|\"title\":\"Ratios\",\"x\":1|/stages/0/x|known here"
      })
  void what_is_wrong_is_named_with_its_place(String from, String to, String pointer, String why) {
    assertThat(FULL).contains(from);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> read(FULL.replace(from, to)))
        .satisfies(bad -> {
          assertThat(bad.problem().place()).isEqualTo(new Place.Pointer(pointer));
          assertThat(bad.problem().detail()).contains(why);
        });
  }

  private static Requirement mastered(String competency) {
    return new Requirement.Mastered(new CompetencyId(competency));
  }

  private static Pathway read(String json) {
    return PathwayJson.read(StrictJson.parse(json.getBytes(UTF_8)));
  }
}

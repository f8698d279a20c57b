package progression.api.adoptpolicy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import progression.api.intake.StrictJson;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.mastery.Evidence.Kind;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Moderation;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Policy.Regression;
import progression.mastery.Policy.Requirements;
import progression.mastery.Policy.Scale;

class PolicyJsonTest {

  private static final String FULL =
      """
      {"title":"three in a row","appliesTo":{"framework":"math","competencies":["6.RP.A.1"]},
       "scale":{"min":0,"max":1},"method":{"type":"consecutive","n":3},"threshold":1.0,
       "regression":"sticky","prerequisites":"strict",
       "requirements":{"minEvidence":3,"minSettings":2,"minAssessors":1,
         "kinds":["performance-task"],"window":"P1Y","expiry":"P2Y",
         "moderation":{"tolerance":0.1,"resolution":"mean"}},
       "advisory":[{"type":"bkt","guess":0.25},{"type":"elo"}]}
      """;

  @Test
  void a_policy_is_read_as_it_is_written() {
    Policy policy = read(FULL);

    assertThat(policy.title()).isEqualTo("three in a row");
    assertThat(policy.framework()).isEqualTo(new FrameworkId("math"));
    assertThat(policy.competencies()).containsExactly(new CompetencyId("6.RP.A.1"));
    assertThat(policy.scale()).isEqualTo(new Scale(BigDecimal.ZERO, BigDecimal.ONE));
    assertThat(policy.method()).isEqualTo(new Method.Consecutive(3));
    assertThat(policy.threshold()).isEqualByComparingTo("1");
    assertThat(policy.regression()).isEqualTo(Regression.STICKY);
    assertThat(policy.prerequisites()).isEqualTo(Prerequisites.STRICT);
    assertThat(policy.requirements())
        .isEqualTo(
            new Requirements(
                3,
                2,
                1,
                Set.of(Kind.PERFORMANCE_TASK),
                Period.ofYears(1),
                Period.ofYears(2),
                new Moderation(true, new BigDecimal("0.1"), Moderation.Resolution.MEAN)));
    assertThat(policy.advisory())
        .hasToString(
            "[Bkt[initial=0.5, transit=0.1, guess=0.25, slip=0.1], Elo[k=0.4, difficulty=0]]");
  }

  @Test
  void what_may_be_left_out_has_a_default() {
    Policy policy =
        read(
            """
            {"title":"t","appliesTo":{"framework":"math"},"scale":{"min":1,"max":4},
             "method":{"type":"latest"},"threshold":3,"regression":"tracking"}
            """);

    assertThat(policy.competencies()).isEmpty();
    assertThat(policy.prerequisites()).isEqualTo(Prerequisites.ADVISORY);
    assertThat(policy.requirements()).isEqualTo(Requirements.NONE);
    assertThat(policy.advisory()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"n-of-last-m\",\"n\":3,\"m\":5}|NOfLastM[n=3, m=5]",
        "{\"type\":\"n-mastery\",\"n\":5}|NMastery[n=5]",
        "{\"type\":\"mean-of-last\",\"k\":3}|MeanOfLast[k=3]",
        "{\"type\":\"power-law\"}|PowerLaw[]",
        "{\"type\":\"evidence-requirements\",\"minimum\":0.5,\"skills\":"
            + "[{\"competency\":\"A\",\"count\":3}]}"
            + "|EvidenceRequirements[minimum=0.5, missed=null, skills=[Skill[competency=A, count=3]]]",
        "{\"type\":\"highest\"}|Highest[]",
        "{\"type\":\"average\"}|Average[]",
        "{\"type\":\"weighted-average\",\"w\":0.65}|WeightedAverage[w=0.65]",
        "{\"type\":\"decaying-average\",\"w\":0.65}|DecayingAverage[w=0.65]"
      })
  void each_method_has_its_numbers(String json, String method) {
    assertThat(read(FULL.replace("{\"type\":\"consecutive\",\"n\":3}", json)).method())
        .hasToString(method);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"title\"|\"titel\"|/title|is required",
        "\"regression\":\"sticky\",||/regression|is required",
        "\"sticky\"|\"stiky\"|/regression|[sticky, tracking]",
        "\"threshold\"|\"treshold\":1,\"threshold\"|/treshold|mend its name",
        "\"threshold\":1.0|\"threshold\":\"1\"|/threshold|a number",
        "\"framework\":\"math\",||/appliesTo/framework|is required",
        "\"max\":1|\"max\":0|/scale|min is not below its max",
        "\"max\":1|\"max\":1e400|/scale/max|30 digits",
        "\"n\":3|\"n\":0|/method/n|at least 1",
        "\"n\":3|\"n\":3,\"m\":5|/method/m|known here",
        "{\"type\":\"consecutive\",\"n\":3}|{\"type\":\"evidence-requirements\"}|/method/skills|at least one",
        "{\"type\":\"consecutive\",\"n\":3}|{\"type\":\"mean-of-last\",\"k\":0}|/method/k|at least 1",
        "consecutive|guess|/method/type|is unknown; use one of consecutive",
        "\"threshold\":1.0|\"threshold\":1.5|/threshold|lies outside the scale 0 to 1",
        "consecutive|bkt|/method/type|never decides alone",
        "\"bkt\"|\"irt\"|/advisory/0/type|is unknown; use bkt or elo",
        "0.25|0.75|/advisory/0/guess|guess lies between 0 and 0.5",
        "\"mean\"|\"median\"|/requirements/moderation/resolution|third-scorer",
        "\"tolerance\":0.1|\"tolerance\":-1|/requirements/moderation/tolerance|not negative",
        "\"tolerance\":0.1|\"required\":1|/requirements/moderation/required|true or false",
        "P2Y|P0D|/requirements|the expiry is a positive period",
        "P1Y|P1000000000Y|/requirements/window|100 years",
        "P1Y|PT5M|/requirements/window|ISO 8601",
        "P1Y|P0D|/requirements|positive",
        "\"minEvidence\":3|\"minEvidence\":-3|/requirements|not negative",
        "performance-task|homework|/requirements/kinds|must be one of [assessment"
      })
  void what_is_wrong_is_named_with_its_place(String from, String to, String pointer, String why) {
    assertThat(FULL).contains(from);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> read(FULL.replace(from, to == null ? "" : to)))
        .satisfies(bad -> {
          assertThat(bad.problem().place()).isEqualTo(new Place.Pointer(pointer));
          assertThat(bad.problem().detail()).contains(why);
        });
  }

  private static Policy read(String json) {
    return PolicyJson.read(StrictJson.parse(json.getBytes(UTF_8)));
  }
}

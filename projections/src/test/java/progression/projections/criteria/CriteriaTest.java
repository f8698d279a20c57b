package progression.projections.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution;
import progression.event.PolicyAdopted;
import progression.event.ReferenceEvent;
import progression.kernel.CompetencyId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Policy.Regression;
import progression.mastery.Policy.Requirements;
import progression.mastery.Policy.Scale;
import progression.projections.Story;

class CriteriaTest {

  private static final Requirements MUCH =
      new Requirements(
          3,
          2,
          1,
          Set.of(Evidence.Kind.PERFORMANCE_TASK, Evidence.Kind.OBSERVATION),
          Period.of(1, 6, 0),
          Period.ofYears(2),
          new Policy.Moderation(true, BigDecimal.ONE, Policy.Moderation.Resolution.LOWER));

  @Test
  void without_a_policy_it_says_so() {
    Criteria criteria = of(Story.RATIOS, Story.framework(1));
    assertThat(criteria.policy()).isNull();
    assertThat(criteria.sentence()).startsWith("No policy applies");
    assertThat(criteria.requirements()).isEmpty();
    assertThat(criteria.code()).isEqualTo("6.RP.A.1");
    assertThat(criteria.framework()).isEqualTo("math@1");
  }

  @Test
  void the_policy_that_names_the_competency_goes_before_the_one_for_all() {
    ReferenceEvent all = adopted("all", 1, List.of(), new Method.Latest(), Requirements.NONE);
    ReferenceEvent one =
        adopted("one", 2, List.of(Story.RATIOS), new Method.Highest(), Requirements.NONE);
    assertThat(policy(of(Story.RATIOS, Story.framework(1), all, one))).isEqualTo("one@2");
    assertThat(policy(of(Story.RATES, Story.framework(1), all, one))).isEqualTo("all@1");
  }

  @Test
  void the_policy_stands_in_data_and_in_a_sentence() {
    Criteria criteria = with(new Method.NOfLastM(3, 5), Requirements.NONE);
    assertThat(String.valueOf(criteria.policy()))
        .contains("{\"type\":\"n-of-last-m\",\"n\":3,\"m\":5}", "sticky", "strict");
    assertThat(criteria.sentence())
        .isEqualTo(
            "At least 3 of the last 5 scores reach 0.8, on a scale from 0 to 1."
                + " Mastery once shown stays, whatever follows.");
  }

  @Test
  void skills_are_called_by_code_and_statement() {
    Method skills =
        new Method.EvidenceRequirements(
            null, null, List.of(new Method.EvidenceRequirements.Skill(Story.RATIOS, 2)));
    ReferenceEvent policy = adopted("p", 1, List.of(Story.RATES), skills, Requirements.NONE);

    assertThat(of(Story.RATES, Story.framework(1), policy).sentence())
        .startsWith(
            "The highest ratings of its skills count (2 of 6.RP.A.1 “Understand ratios”), and"
                + " their average reaches 0.8");
  }

  @Test
  void a_level_that_a_pathway_of_hers_asks_for_stands_beside_what_the_policy_does() {
    Curriculum curriculum =
        Curriculum.EMPTY
            .evolve(Story.framework(1), 0)
            .evolve(adopted("p", 1, List.of(), new Method.Latest(), Requirements.NONE), 1)
            .evolve((ReferenceEvent) Story.pathway("0.9"), 2);
    Standing standing = new Standing(new LearnerId("S-1"));
    Resolution.Found ratios = new Resolution.Found(Story.MATH, Story.RATIOS);

    assertThat(Criteria.of("S-1", 7, curriculum, ratios, standing).levels()).isEmpty();

    Story.enrolled("S-1").forEach(standing::evolve);
    Criteria criteria = Criteria.of("S-1", 7, curriculum, ratios, standing);

    Resolution.Found rates = new Resolution.Found(Story.MATH, Story.RATES);
    assertThat(Criteria.of("S-1", 7, curriculum, rates, standing).levels()).isEmpty();
    assertThat(criteria.levels()).containsExactly(new BigDecimal("0.9"));
    assertThat(criteria.sentence())
        .isEqualTo(
            "The last score reaches 0.8, on a scale from 0 to 1. Mastery once shown stays, whatever"
                + " follows. A pathway or goal of hers asks for level 0.9: the same, with that as"
                + " what is to be reached.");
  }

  @Test
  void each_requirement_has_a_sentence_and_what_is_not_asked_for_has_none() {
    assertThat(with(new Method.Latest(), Requirements.NONE).requirements()).isEmpty();
    assertThat(with(new Method.Latest(), MUCH).requirements())
        .extracting(one -> one.type() + " " + one.value() + ": " + one.sentence())
        .containsExactly(
            "minEvidence 3: At least 3 pieces of evidence with a score.",
            "minSettings 2: At least 2 different settings.",
            "minAssessors 1: The assessor is named.",
            "kinds performance-task: At least one piece of the kind performance task.",
            "kinds observation: At least one piece of the kind observation.",
            "window P1Y6M: Only evidence of the last year, 6 months counts.",
            "expiry P2Y: Mastery lapses unless evidence of the last 2 years shows it.",
            "moderation lower: A score counts once a second scorer has scored. Where two scorers"
                + " differ by more than 1, the lower score counts.");
  }

  @Test
  void what_precedes_the_competency_is_its_prerequisite_and_is_met_or_not() {
    assertThat(of(Story.RATES, Story.framework(1)).prerequisites())
        .containsExactly(
            new Criteria.Prerequisite("c-ratios", "6.RP.A.1", "Understand ratios", false),
            new Criteria.Prerequisite("c-elsewhere", null, null, false));
    assertThat(of(Story.RATIOS, Story.framework(1)).prerequisites()).isEmpty();

    Curriculum curriculum = Curriculum.EMPTY.evolve(Story.framework(1), 0);
    Standing standing = new Standing(new LearnerId("S-1"));
    Story.enrolled("S-1").forEach(standing::evolve);
    Story.mastersRatios("S-1").forEach(standing::evolve);
    Resolution.Found rates = new Resolution.Found(Story.MATH, Story.RATES);
    assertThat(Criteria.of("S-1", 7, curriculum, rates, standing).prerequisites())
        .extracting(Criteria.Prerequisite::met)
        .containsExactly(true, false);
  }

  private static Criteria with(Method method, Requirements requirements) {
    return of(Story.RATIOS, Story.framework(1), adopted("p", 1, List.of(), method, requirements));
  }

  private static String policy(Criteria criteria) {
    return criteria.policy() == null ? "none" : criteria.policy().policy();
  }

  private static Criteria of(CompetencyId competency, ReferenceEvent... events) {
    Curriculum curriculum = Curriculum.EMPTY;
    for (int at = 0; at < events.length; at++) {
      curriculum = curriculum.evolve(events[at], at);
    }
    return Criteria.of(
        "S-1",
        7,
        curriculum,
        new Resolution.Found(Story.MATH, competency),
        new Standing(new LearnerId("S-1")));
  }

  private static ReferenceEvent adopted(
      String policy,
      int version,
      List<CompetencyId> competencies,
      Method method,
      Requirements requirements) {
    return new PolicyAdopted(
        new PolicyId(policy),
        version,
        Story.MATH,
        new Policy(
            "title",
            Story.MATH,
            competencies,
            new Scale(BigDecimal.ZERO, BigDecimal.ONE),
            method,
            new BigDecimal("0.80"),
            Regression.STICKY,
            Prerequisites.STRICT,
            requirements));
  }
}

package progression.adoptpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.framework;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import progression.curriculum.Curriculum;
import progression.curriculum.Versioned;
import progression.event.FrameworkPublished;
import progression.event.PolicyAdopted;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.PolicyId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.mastery.Method;
import progression.mastery.Policy;

class AdoptPolicyDeciderTest {

  private final AdoptPolicyDecider decider = new AdoptPolicyDecider();

  private static AdoptPolicy adopt(
      Scenario school, String policy, int inARow, String... competencies) {
    return adopt(curriculum(school.ledger()), MATH, policy, inARow, "1", competencies);
  }

  private static AdoptPolicy adopt(
      Curriculum curriculum,
      FrameworkId framework,
      String policy,
      int inARow,
      String threshold,
      String... competencies) {
    return new AdoptPolicy(
        new PolicyId(policy),
        new Policy(
            policy,
            framework,
            names(competencies),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            new Method.Consecutive(inARow),
            new BigDecimal(threshold),
            Policy.Regression.STICKY,
            Policy.Prerequisites.STRICT,
            Policy.Requirements.NONE),
        curriculum);
  }

  private static List<CompetencyId> names(String... competencies) {
    return Stream.of(competencies).map(CompetencyId::new).toList();
  }

  @Test
  void the_skills_of_evidence_requirements_are_named_by_code_too() {
    Scenario school = Scenario.given(framework());
    Method skills =
        new Method.EvidenceRequirements(
            null, null, List.of(new Method.EvidenceRequirements.Skill(new CompetencyId("B"), 2)));
    Policy named =
        new Policy(
            "skills",
            MATH,
            names("A"),
            new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
            skills,
            BigDecimal.ONE,
            Policy.Regression.STICKY,
            Policy.Prerequisites.ADVISORY,
            Policy.Requirements.NONE);

    school.accepts(
        decider, new AdoptPolicy(new PolicyId("skills"), named, curriculum(school.ledger())));

    assertThat(school.ledger(PolicyAdopted.class).findFirst().orElseThrow().definition().named())
        .containsExactly(A, B);
  }

  @Test
  void a_policy_names_its_competencies_by_code_and_keeps_their_identifiers() {
    Scenario school = Scenario.given(framework());

    school.accepts(decider, adopt(school, "p", 3, "A"));

    assertThat(school.ledger(PolicyAdopted.class).findFirst().orElseThrow().definition())
        .extracting(Policy::competencies)
        .isEqualTo(List.of(A));
  }

  @Test
  void a_framework_that_is_not_published_is_refused() {
    Scenario school = Scenario.given();

    assertThat(school.rejects(decider, adopt(school, "p", 3)))
        .isEqualTo(Rejection.Type.UNKNOWN_FRAMEWORK);
  }

  @Test
  void a_competency_that_the_framework_lacks_is_refused() {
    Scenario school = Scenario.given(framework());

    assertThat(school.rejects(decider, adopt(school, "p", 3, "Z")))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void the_same_again_is_no_new_version() {
    Scenario school = Scenario.given(framework());
    school.accepts(decider, adopt(school, "p", 3));

    Versioned again =
        school.accepts(decider, adopt(curriculum(school.ledger()), MATH, "p", 3, "1.00")).outcome();

    assertThat(again).isEqualTo(new Versioned(1, false, 1));
    assertThat(school.ledger(PolicyAdopted.class)).hasSize(1);
  }

  @Test
  void a_change_is_the_next_version() {
    Scenario school = Scenario.given(framework());
    school.accepts(decider, adopt(school, "p", 3));

    assertThat(school.accepts(decider, adopt(school, "p", 4)).outcome().version()).isEqualTo(2);
  }

  @Test
  void of_two_equally_specific_policies_the_second_is_refused() {
    Scenario school = Scenario.given(framework());
    school.accepts(decider, adopt(school, "general", 3));
    school.accepts(decider, adopt(school, "specific", 3, "A", "B"));

    assertThat(school.rejects(decider, adopt(school, "general-2", 3)))
        .isEqualTo(Rejection.Type.POLICY_OVERLAP);
    assertThat(school.rejects(decider, adopt(school, "specific-2", 3, "B", "C")))
        .isEqualTo(Rejection.Type.POLICY_OVERLAP);
    school.accepts(decider, adopt(school, "specific-3", 3, "C"));
  }

  @Test
  void an_overlap_is_seen_even_where_the_command_was_completed_before_it() {
    Scenario school = Scenario.given(framework());
    AdoptPolicy late = adopt(school, "late", 3);
    school.accepts(decider, adopt(school, "early", 3));

    assertThat(school.rejects(decider, late)).isEqualTo(Rejection.Type.POLICY_OVERLAP);
  }

  @Test
  void a_policy_stays_with_its_framework() {
    Scenario school = Scenario.given(framework(), framework2());
    school.accepts(decider, adopt(school, "p", 3));
    AdoptPolicy elsewhere = adopt(curriculum(school.ledger()), new FrameworkId("art"), "p", 3, "1");

    assertThat(school.rejects(decider, elsewhere)).isEqualTo(Rejection.Type.INVALID_POLICY);
  }

  @Test
  void a_policy_that_was_adopted_elsewhere_meanwhile_is_seen() {
    Scenario school = Scenario.given(framework(), framework2());
    AdoptPolicy elsewhere = adopt(curriculum(school.ledger()), new FrameworkId("art"), "p", 3, "1");
    school.accepts(decider, adopt(school, "p", 3));

    assertThat(school.rejects(decider, elsewhere)).isEqualTo(Rejection.Type.INVALID_POLICY);
  }

  private static FrameworkPublished framework2() {
    var math = framework();
    return new FrameworkPublished(
        new FrameworkId("art"),
        1,
        "Art",
        math.caseVersion(),
        math.competencies(),
        List.of(),
        "art",
        "{}");
  }
}

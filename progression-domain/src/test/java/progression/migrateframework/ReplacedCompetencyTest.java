package progression.migrateframework;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.migrateframework.Versions.E;
import static progression.migrateframework.Versions.migrate;
import static progression.migrateframework.Versions.replaced;
import static progression.migrateframework.Versions.rule;
import static progression.migrateframework.Versions.school;
import static progression.migrateframework.Versions.show;
import static progression.migrateframework.Versions.version;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.skills;
import static progression.roster.People.DISTRICT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.consequence.Account;
import progression.consequence.LearnerRecord;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.CompetencyMastered;
import progression.event.FrameworkPublished;
import progression.event.MasteryWithdrawn;
import progression.event.ProgressionEvent;
import progression.event.VerdictChanged;
import progression.expiremasteries.ExpireMasteries;
import progression.expiremasteries.ExpireMasteriesDecider;
import progression.kernel.CompetencyId;
import progression.kernel.Scenario;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy.Regression;
import progression.migrateframework.MigrateFramework.Carried;
import progression.reassess.Reassess;
import progression.reassess.ReassessDecider;
import progression.rulecompetency.RuleCompetency;

/** Evidence on what was replaced, and on what took its place, before and after a migration. */
class ReplacedCompetencyTest {

  private final MigrateFrameworkDecider decider = new MigrateFrameworkDecider();

  @Test
  void evidence_on_a_skill_that_is_replaced_is_evidence_on_the_skill_that_takes_its_place() {
    Scenario school = skillReplaced();
    school.accepts(decider, migrate(school, B));

    assertThat(school.ledger(VerdictChanged.class).toList().getLast())
        .satisfies(changed -> {
          assertThat(changed.competency()).isEqualTo(A);
          assertThat(changed.verdict().reason()).startsWith("1 of 2 ratings are there");
        });

    show(school, "e1", "E", 1, 2);
    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .contains(A);
  }

  @Test
  void late_evidence_on_a_skill_that_is_replaced_reaches_what_its_successor_decides() {
    Scenario school = skillReplaced();

    show(school, "b2", "B", 1, 2);

    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .contains(A);
  }

  @Test
  void a_skill_that_a_policy_names_beside_what_takes_its_place_keeps_its_ratings() {
    Scenario school = skillReplaced();
    school.happens(skills(2, "1", Regression.STICKY, new Skill(B, 2), new Skill(E, 1)));

    show(school, "b2", "B", 1, 2);
    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .as("nothing is shown twice")
        .doesNotContain(A);

    show(school, "e1", "E", 1, 3);
    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .contains(A);
  }

  /** A takes two ratings of E, which takes the place of B; B was rated once before. */
  private Scenario skillReplaced() {
    Scenario school = Scenario.given(opened(2, Regression.STICKY));
    show(school, "b1", "B", 1, 1);
    return school
        .and(version(2, List.of(A, B, E, C, D), replaced(B, E)))
        .and(skills(1, "1", Regression.STICKY, new Skill(E, 2)));
  }

  @Test
  void what_took_the_place_of_one_and_was_replaced_in_turn_keeps_what_it_rests_on() {
    for (FrameworkPublished third :
        List.of(
            version(3, List.of(E, B, C, D), replaced(E, D)),
            version(3, List.of(B, C, D), replaced(E, D)),
            version(3, List.of(B, C, D)),
            version(3, List.of(E, B, C, D), replaced(E, D), replaced(A, D)))) {
      Scenario school =
          school(Regression.STICKY, version(2, List.of(E, B, C), replaced(A, E)), 1, 1);
      school.accepts(decider, migrate(school, A));
      school.happens(third);

      Instant at = START.plusSeconds(3_000_000);
      Curriculum inForce = curriculum(school.ledger());
      school.accepts(
          new ReassessDecider(), new Reassess(LEARNER, new Found(MATH, E), DISTRICT, at, inForce));
      school.accepts(new ExpireMasteriesDecider(), new ExpireMasteries(LEARNER, at, inForce));

      assertThat(school.ledger(MasteryWithdrawn.class)).isEmpty();
    }
  }

  @Test
  void what_is_shown_of_the_first_of_a_chain_reaches_all_of_it() {
    Scenario school =
        school(Regression.TRACKING, version(2, List.of(A, E, B, C, D), replaced(A, E)), 1, 1);
    school.accepts(decider, migrate(school, A));
    school.happens(version(3, List.of(A, E, B, C, D), replaced(E, D)));
    assertThat(school.accepts(decider, migrate(school, A)).outcome())
        .extracting(Carried::to)
        .containsExactly(new Found(MATH, D));

    show(school, "a9", "A", 0, 9);

    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactlyInAnyOrder(A, E, D);
  }

  @Test
  void a_skill_that_is_replaced_in_turn_keeps_the_evidence_on_what_it_replaced() {
    Scenario school =
        skillReplaced().and(version(3, List.of(A, B, E, C, D), replaced(B, E), replaced(E, D)));

    show(school, "e1", "E", 1, 2);

    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .contains(A);
  }

  @Test
  void a_rating_after_an_override_of_a_skill_or_what_it_replaced_is_none_she_started_from() {
    for (CompetencyId vouchedFor : List.of(B, E)) {
      Scenario school = Scenario.given(opened(2, Regression.STICKY));
      school.and(
          version(2, List.of(A, B, E, C, D), replaced(B, E)),
          skills(1, "1", Regression.STICKY, new Skill(E, 1)));
      rule(school, vouchedFor, RuleCompetency.Effect.OVERRIDE);
      show(school, "b1", "B", 0.5, 1);
      show(school, "e1", "E", 1, 2);
      assertThat(baseline(school)).as("after " + vouchedFor).isNull();

      rule(school, vouchedFor, RuleCompetency.Effect.CLEAR);
      assertThat(baseline(school)).as("nobody vouches any more").isEqualByComparingTo("0.5");

      rule(school, vouchedFor, RuleCompetency.Effect.OVERRIDE);
      assertThat(baseline(school)).as("she was rated before").isEqualByComparingTo("0.5");
    }
  }

  private static @Nullable BigDecimal baseline(Scenario school) {
    LearnerRecord record = new LearnerRecord(LEARNER, Curriculum.EMPTY, List.of());
    List<ProgressionEvent> ledger = school.ledger();
    for (int position = 0; position < ledger.size(); position++) {
      record.evolve(ledger.get(position), position);
    }
    return Objects.requireNonNull(Account.of(record, new Found(MATH, A), START).skills())
        .baseline();
  }

  @Test
  void weaker_evidence_on_the_successor_withdraws_what_was_carried_where_the_policy_tracks() {
    Scenario school =
        school(Regression.TRACKING, version(2, List.of(E, B, C, D), replaced(A, E)), 1, 1);
    school.accepts(decider, migrate(school, A));

    show(school, "e0", "E", 0, 9);

    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(E);
  }

  @Test
  void late_evidence_on_a_replaced_competency_reaches_its_successor() {
    Scenario school =
        school(Regression.TRACKING, version(2, List.of(A, E, B, C, D), replaced(A, E)), 1, 1);
    school.accepts(decider, migrate(school, A));

    show(school, "a9", "A", 0, 9);

    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(A, E);
  }

  @Test
  void evidence_on_a_replaced_competency_can_complete_what_its_successor_lacks() {
    Scenario school = school(Regression.STICKY, version(2, List.of(A, E, B, C, D), replaced(A, E)));
    show(school, "e0", "E", 1, 1);

    show(school, "a0", "A", 1, 2);

    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .containsExactly(E);
  }
}

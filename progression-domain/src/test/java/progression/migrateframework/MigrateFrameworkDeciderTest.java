package progression.migrateframework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.curriculum.Succession;
import progression.curriculum.Succession.Lost;
import progression.curriculum.Succession.Succeeded;
import progression.curriculum.Succession.Why;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.EvidenceRecorded;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Association.Type;
import progression.event.MasteryWithdrawn;
import progression.event.ProgressionEvent;
import progression.event.VerdictChanged;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.mastery.Policy.Regression;
import progression.mastery.Verdict.Status;
import progression.migrateframework.MigrateFramework.Carried;
import progression.rulecompetency.RuleCompetency;

class MigrateFrameworkDeciderTest {

  private final MigrateFrameworkDecider decider = new MigrateFrameworkDecider();

  private Succession succession(CompetencyId of, FrameworkPublished... versions) {
    return curriculum(Arrays.asList(versions)).successionOf(of);
  }

  @Test
  void a_mastery_is_carried_to_what_replaces_its_competency_and_names_the_association() {
    Scenario school =
        school(Regression.STICKY, version(2, List.of(E, B, C, D), replaced(A, E)), 1, 1);

    List<Carried> carried = school.accepts(decider, migrate(school, A)).outcome();

    assertThat(carried)
        .containsExactly(new Carried(A, new Found(MATH, E), Type.REPLACED_BY, true, true, true));
    CompetencyMastered mastered = school.ledger(CompetencyMastered.class).toList().getLast();
    assertThat(mastered.competency()).isEqualTo(E);
    assertThat(mastered.frameworkVersion()).isEqualTo(2);
    assertThat(mastered.cause()).isEqualTo(new Cause.ByMigration(MATH, 2, A, Type.REPLACED_BY));
    assertThat(mastered.grounds().used()).hasSize(2);
  }

  @Test
  void a_mastery_that_was_carried_over_can_be_withdrawn_by_a_person() {
    Scenario school =
        school(Regression.STICKY, version(2, List.of(E, B, C, D), replaced(A, E)), 1, 1);
    school.accepts(decider, migrate(school, A));

    rule(school, E, RuleCompetency.Effect.WITHDRAW);

    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(E);
  }

  @Test
  void what_was_shown_so_far_counts_on_where_mastery_is_not_reached_yet() {
    Scenario school = school(Regression.STICKY, version(2, List.of(E, B, C, D), replaced(A, E)), 1);

    school.accepts(decider, migrate(school, A));
    assertThat(school.ledger(VerdictChanged.class))
        .extracting(VerdictChanged::competency, event -> event.verdict().status())
        .containsExactly(tuple(E, Status.NOT_YET));

    show(school, "e0", "E", 1, 9);
    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .containsExactly(E);
  }

  @Test
  void to_migrate_again_changes_nothing() {
    Scenario school =
        school(Regression.STICKY, version(2, List.of(E, B, C, D), replaced(A, E)), 1, 1);
    school.accepts(decider, migrate(school, A));
    List<ProgressionEvent> before = school.ledger();

    List<Carried> again = school.accepts(decider, migrate(school, A)).outcome();

    assertThat(again)
        .containsExactly(new Carried(A, new Found(MATH, E), Type.REPLACED_BY, true, true, false));
    assertThat(school.ledger()).isEqualTo(before);
  }

  @Test
  void the_evidence_stays_where_it_is_and_a_later_version_need_not_repeat_the_association() {
    Scenario school =
        school(Regression.STICKY, version(2, List.of(E, B, C, D), replaced(A, E)), 1, 1)
            .and(version(3, List.of(E, B, C)));

    assertThat(school.accepts(decider, migrate(school, A)).outcome())
        .extracting(Carried::masteredNow)
        .containsExactly(true);
    assertThat(school.ledger(EvidenceRecorded.class).map(EvidenceRecorded::competency))
        .containsExactly(A, A);
  }

  @Test
  void a_competency_without_one_successor_is_lost_and_says_why() {
    FrameworkPublished first = framework();

    assertThat(succession(A, first)).isEqualTo(new Succession.InForce());
    assertThat(succession(A, first, version(2, List.of(B, C, D))))
        .isEqualTo(new Lost(Why.REMOVED, List.of()));
    assertThat(succession(A, first, version(2, List.of(B, C), replaced(A, B), replaced(A, C))))
        .isEqualTo(new Lost(Why.SPLIT, List.of(B, C)));
    assertThat(succession(A, first, version(2, List.of(B, C), replaced(A, E))))
        .isEqualTo(new Lost(Why.REMOVED, List.of()));
    FrameworkPublished circle = version(2, List.of(A, B), replaced(A, B), replaced(B, A));
    assertThat(succession(A, first, circle)).isEqualTo(new Lost(Why.CIRCULAR, List.of(A, B)));
    assertThat(curriculum(List.of(first, circle)).predecessorsOf(B)).isEmpty();
  }

  @Test
  void replacements_are_followed_to_the_one_in_force() {
    assertThat(
            succession(
                A,
                framework(),
                version(2, List.of(E, B, C), replaced(A, E)),
                version(3, List.of(D, B, C), replaced(E, D))))
        .isEqualTo(new Succeeded(new Found(MATH, D), Type.REPLACED_BY));
  }

  @Test
  void an_exact_match_takes_the_place_of_what_is_gone_and_of_nothing_else() {
    Association match = new Association(E, Type.EXACT_MATCH_OF, A);

    assertThat(succession(A, framework(), version(2, List.of(A, E), match)))
        .isEqualTo(new Succession.InForce());
    assertThat(succession(A, framework(), version(2, List.of(E), match)))
        .isEqualTo(new Succeeded(new Found(MATH, E), Type.EXACT_MATCH_OF));
  }

  @Test
  void a_successor_may_stand_in_another_framework() {
    FrameworkPublished art =
        new FrameworkPublished(
            new FrameworkId("art"),
            1,
            "Art",
            "1.0",
            List.of(new FrameworkPublished.Competency(E, "E", "it")),
            List.of(replaced(A, E)),
            "art",
            "{}");

    assertThat(succession(A, framework(), art, version(2, List.of(B))))
        .isEqualTo(new Succeeded(new Found(new FrameworkId("art"), E), Type.REPLACED_BY));
  }

  @Test
  void two_that_became_one_count_together() {
    Scenario school =
        school(Regression.STICKY, version(2, List.of(E, C, D), replaced(A, E), replaced(B, E)), 1);
    // the version before was in force when this was shown
    Scenario merged = Scenario.given(opened(2, Regression.STICKY));
    show(merged, "a0", "A", 1, 0);
    show(merged, "b0", "B", 1, 1);
    merged.and(version(2, List.of(E, C, D), replaced(A, E), replaced(B, E)));

    assertThat(school.accepts(decider, migrate(school, A)).outcome())
        .extracting(Carried::masteredNow)
        .containsExactly(false);
    assertThat(merged.accepts(decider, migrate(merged, A, B)).outcome())
        .extracting(Carried::masteredNow, Carried::changed)
        .containsExactly(tuple(true, true), tuple(true, false));
  }

  @Test
  void a_later_version_has_the_last_word_on_what_takes_the_place_of_one() {
    for (Association ofTheMiddle : List.of(replaced(E, C), replaced(E, B))) {
      Curriculum relinked =
          curriculum(
              List.of(
                  framework(),
                  version(2, List.of(E, B, C, D), replaced(A, E), replaced(E, D)),
                  version(3, List.of(E, B, C, D), replaced(A, D), ofTheMiddle)));

      assertThat(relinked.predecessorsOf(D)).containsExactly(A);
      assertThat(relinked.predecessorsOf(E)).isEmpty();
    }
  }

  @Test
  void a_version_that_goes_straight_to_the_end_of_a_chain_takes_nothing_out_of_it() {
    FrameworkPublished third = version(3, List.of(E, B, C, D), replaced(A, D), replaced(E, D));
    for (FrameworkPublished second :
        List.of(
            version(2, List.of(E, B, C, D), replaced(A, E)),
            version(2, List.of(E, B, C, D), replaced(A, E), replaced(E, D)))) {
      Curriculum inForce = curriculum(List.of(framework(), second, third));

      assertThat(inForce.predecessorsOf(E)).containsExactly(A);
      assertThat(inForce.predecessorsOf(D)).containsExactly(A, E);
    }
  }

  @Test
  void a_version_that_goes_straight_on_need_not_repeat_the_rest_of_the_chain() {
    FrameworkPublished chain =
        version(2, List.of(E, B, C, D), replaced(A, B), replaced(B, C), replaced(C, D));
    for (CompetencyId straightTo : List.of(C, D)) {
      Curriculum inForce =
          curriculum(
              List.of(
                  framework(), chain, version(3, List.of(E, B, C, D), replaced(A, straightTo))));

      assertThat(inForce.successorsOf(A)).containsExactly(B, C, D);
    }
  }

  @Test
  void a_version_that_names_several_for_one_has_the_last_word() {
    assertThat(
            succession(
                A,
                framework(),
                version(2, List.of(E, B, C, D), replaced(A, E), replaced(E, D)),
                version(3, List.of(E, B, C, D), replaced(A, D), replaced(A, C))))
        .isEqualTo(new Lost(Why.SPLIT, List.of(C, D)));
  }

  @Test
  void a_framework_that_is_not_published_is_refused() {
    Scenario school = Scenario.given();

    assertThat(school.rejects(decider, migrate(school, A)))
        .isEqualTo(Rejection.Type.UNKNOWN_FRAMEWORK);
  }
}

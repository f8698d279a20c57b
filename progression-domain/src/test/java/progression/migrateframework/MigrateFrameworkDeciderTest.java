package progression.migrateframework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.skills;
import static progression.roster.People.DISTRICT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.consequence.Account;
import progression.consequence.LearnerRecord;
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
import progression.event.Ruling;
import progression.event.VerdictChanged;
import progression.expiremasteries.ExpireMasteries;
import progression.expiremasteries.ExpireMasteriesDecider;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy.Regression;
import progression.mastery.Verdict.Status;
import progression.migrateframework.MigrateFramework.Carried;
import progression.reassess.Reassess;
import progression.reassess.ReassessDecider;
import progression.recordevidence.RecordEvidenceDecider;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetencyDecider;

class MigrateFrameworkDeciderTest {

  private static final CompetencyId E = new CompetencyId("id-e");

  private final RecordEvidenceDecider recording = new RecordEvidenceDecider();
  private final MigrateFrameworkDecider decider = new MigrateFrameworkDecider();

  private static FrameworkPublished version(
      int version, List<CompetencyId> competencies, Association... associations) {
    FrameworkPublished plain = framework(version, competencies.toArray(CompetencyId[]::new));
    return new FrameworkPublished(
        MATH,
        version,
        plain.title(),
        plain.caseVersion(),
        plain.competencies(),
        List.of(associations),
        plain.digest(),
        plain.casePackage());
  }

  private static Association replaced(CompetencyId from, CompetencyId to) {
    return new Association(from, Type.REPLACED_BY, to);
  }

  private static MigrateFramework migrate(Scenario school, CompetencyId... shown) {
    return new MigrateFramework(
        LEARNER, MATH, List.of(shown), START.plusSeconds(2_000_000), curriculum(school.ledger()));
  }

  /** Two in a row, on A; then a version comes into force. */
  private Scenario school(Regression regression, FrameworkPublished next, double... onA) {
    Scenario school = Scenario.given(opened(2, regression));
    for (int n = 0; n < onA.length; n++) {
      show(school, "a" + n, "A", onA[n], n);
    }
    return school.and(next);
  }

  private void show(Scenario school, String id, String code, double score, int minute) {
    school.accepts(
        recording, record(curriculum(school.ledger()), evidence(id, code, score, minute)));
  }

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

  private static void rule(Scenario school, CompetencyId competency, RuleCompetency.Effect effect) {
    school.accepts(
        new RuleCompetencyDecider(),
        new RuleCompetency(
            LEARNER,
            new Found(MATH, competency),
            new Ruling(new RulingId("r-" + school.ledger().size()), "T-9", "because"),
            effect,
            DISTRICT,
            START.plusSeconds(2_000_000),
            curriculum(school.ledger())));
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

  @Test
  void a_framework_that_is_not_published_is_refused() {
    Scenario school = Scenario.given();

    assertThat(school.rejects(decider, migrate(school, A)))
        .isEqualTo(Rejection.Type.UNKNOWN_FRAMEWORK);
  }
}

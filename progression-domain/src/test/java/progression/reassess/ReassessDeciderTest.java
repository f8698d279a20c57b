package progression.reassess;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.requiring;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.STRANGER;
import static progression.roster.People.TEACHER;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Set;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.consequence.Answer;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.Consequence;
import progression.event.MasteryWithdrawn;
import progression.event.RelationshipStarted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.mastery.Policy.Requirements;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidenceDecider;

class ReassessDeciderTest {

  private static final Requirements A_MONTH =
      new Requirements(0, 0, 0, Set.of(), Period.ofMonths(1));

  private final ReassessDecider decider = new ReassessDecider();

  private Answer reassess(Scenario school, Instant at) {
    return school.accepts(decider, command(school, at)).outcome();
  }

  private static Reassess command(Scenario school, Instant at) {
    return command(school, DISTRICT, at);
  }

  private static Reassess command(Scenario school, Actor author, Instant at) {
    return new Reassess(LEARNER, new Found(MATH, A), author, at, curriculum(school.ledger()));
  }

  private static Scenario mastered() {
    Scenario school = Scenario.given(requiring(A_MONTH, opened(1, STICKY)));
    school.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(school.ledger()), evidence("1", "A", 1.0, 1)));
    return school;
  }

  @Test
  void who_asks_for_it_judges_what_she_can_do() {
    Scenario school = mastered();
    Instant later = START.plus(Duration.ofDays(60));
    school.happens(new RelationshipStarted(LEARNER, TEACHER));
    school.happens(new RelationshipStarted(LEARNER, GUARDIAN));

    for (Actor actor : Set.of(HERSELF, GUARDIAN, STRANGER)) {
      assertThat(school.rejects(decider, command(school, actor, later)))
          .as("%s", actor)
          .isEqualTo(Rejection.Type.MAY_NOT_ACT);
    }
    assertThat(school.accepts(decider, command(school, TEACHER, later)).events()).isNotEmpty();
  }

  @Test
  void what_is_too_old_by_now_is_withdrawn_with_all_that_follows_and_the_moment_as_cause() {
    Scenario school = mastered();
    Instant later = START.plus(Duration.ofDays(60));

    Answer answer = reassess(school, later);

    assertThat(answer.verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(answer.consequences())
        .extracting(Object::getClass)
        .containsExactly(MasteryWithdrawn.class, StagePlacedUnderReview.class);
    assertThat(answer.consequences())
        .extracting(Consequence::cause)
        .containsOnly(new Cause.ByTime(later));
  }

  @Test
  void what_still_holds_is_left_alone() {
    Scenario school = mastered();
    int size = school.ledger().size();

    Answer answer = reassess(school, START.plus(Duration.ofDays(10)));

    assertThat(answer.again()).isTrue();
    assertThat(answer.verdict().status()).isEqualTo(Status.MASTERED);
    assertThat(school.ledger()).hasSize(size);
  }

  @Test
  void what_has_expired_is_withdrawn_once_and_can_be_shown_again() {
    Scenario school = mastered();
    reassess(school, START.plus(Duration.ofDays(60)));
    int size = school.ledger().size();

    assertThat(reassess(school, START.plus(Duration.ofDays(61))).again()).isTrue();
    assertThat(school.ledger()).hasSize(size);
    school.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(school.ledger()), evidence("2", "A", 1.0, 5)));
    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::basis))
        .containsExactly(Basis.DEMONSTRATED, Basis.RE_DEMONSTRATED);
  }

  @Test
  void nothing_begins_on_what_no_version_has_any_more() {
    Scenario school = Scenario.given(opened(3, STICKY));
    school.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(school.ledger()), evidence("1", "A", 1.0, 1)));
    school.happens(framework(2, B, C));
    school.happens(policy(2, 1, STICKY));
    int size = school.ledger().size();

    assertThat(reassess(school, START.plus(Duration.ofDays(2))).again()).isTrue();
    assertThat(school.ledger()).hasSize(size);
  }

  @Test
  void nobody_reassesses_a_learner_who_is_not_enrolled() {
    Scenario school = Scenario.given(framework());

    assertThat(school.rejects(decider, command(school, START)))
        .isEqualTo(Rejection.Type.UNKNOWN_LEARNER);
  }
}

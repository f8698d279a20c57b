package progression.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Prerequisites.ADVISORY;
import static progression.mastery.Policy.Prerequisites.STRICT;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.ART;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.art;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.linked;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.strict;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.CompetencyEvent;
import progression.event.CompetencyMastered;
import progression.event.Consequence;
import progression.event.LearnerAdvanced;
import progression.event.MasteryWithdrawn;
import progression.event.PolicyAdopted;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictChanged;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.PolicyId;
import progression.kernel.Scenario;
import progression.kernel.Tag;
import progression.mastery.Policy;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;

/** A comes before B, and B before C, strictly. */
class StrictPrerequisitesTest {

  private static final CompetencyId X = new CompetencyId("id-x");

  private final RecordEvidenceDecider decider = new RecordEvidenceDecider();

  private Answer records(Scenario school, Submission submission) {
    var command = record(curriculum(school.ledger()), submission);
    return ((InRecord) school.accepts(decider, command).outcome().getFirst()).answer();
  }

  @Test
  void what_stands_behind_an_unmet_prerequisite_is_locked_whatever_the_score() {
    Scenario school = Scenario.given(strict(1, STICKY));

    Answer answer = records(school, evidence("1", "B", 1.0, 1));

    assertThat(answer.verdict().status()).isEqualTo(Status.LOCKED);
    assertThat(answer.verdict().reason()).startsWith("Locked until mastered: A “about id-a”. ");
    assertThat(answer.consequences()).isEmpty();
  }

  @Test
  void a_prerequisite_that_no_framework_has_locks_nothing() {
    Policy strict = policy(1, 1, STICKY, STRICT).definition();
    Scenario school =
        Scenario.given(opened(1, STICKY))
            .and(
                art(X, "X", new CompetencyId("id-elsewhere")),
                new PolicyAdopted(new PolicyId("of-art"), 1, ART, strict));

    assertThat(records(school, evidence("1", "X", 1.0, 1)).verdict().status())
        .isEqualTo(Status.MASTERED);
  }

  @Test
  void a_prerequisite_that_is_met_unlocks_all_that_was_shown_already() {
    Scenario school = Scenario.given(strict(1, STICKY));
    records(school, evidence("1", "C", 1.0, 1));
    records(school, evidence("2", "B", 1.0, 2));

    Answer answer = records(school, evidence("3", "A", 1.0, 3));

    assertThat(answer.consequences())
        .extracting(Object::getClass)
        .containsExactly(
            CompetencyMastered.class,
            CompetencyMastered.class,
            CompetencyMastered.class,
            StageCompleted.class,
            StageCompleted.class,
            StageCompleted.class,
            LearnerAdvanced.class,
            LearnerAdvanced.class,
            LearnerAdvanced.class);
    assertThat(answer.consequences().subList(0, 3))
        .extracting(event -> ((CompetencyEvent) event).competency())
        .containsExactly(A, B, C);
    assertThat(answer.consequences())
        .allMatch(event ->
            ((Consequence) event)
                .cause()
                .equals(new Cause.ByEvidence(evidence("3", "A", 1.0, 3).id())));
  }

  @Test
  void what_is_unlocked_and_not_shown_yet_is_told_to_have_changed() {
    Scenario school = Scenario.given(strict(1, STICKY));
    records(school, evidence("1", "B", 0.5, 1));

    Answer answer = records(school, evidence("2", "A", 1.0, 2));

    VerdictChanged changed =
        answer.consequences().stream()
            .filter(VerdictChanged.class::isInstance)
            .map(VerdictChanged.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(changed.competency()).isEqualTo(B);
    assertThat(changed.verdict().status()).isEqualTo(Status.NOT_YET);
  }

  @Test
  void a_withdrawal_reaches_all_that_hangs_on_it() {
    Scenario school = Scenario.given(strict(1, TRACKING));
    records(school, evidence("1", "A", 1.0, 1));
    records(school, evidence("2", "B", 1.0, 2));
    records(school, evidence("3", "C", 1.0, 3));

    Answer answer = records(school, evidence("4", "A", 0.0, 4));

    assertThat(answer.consequences())
        .extracting(Object::getClass)
        .containsExactly(
            MasteryWithdrawn.class,
            MasteryWithdrawn.class,
            MasteryWithdrawn.class,
            StagePlacedUnderReview.class,
            StagePlacedUnderReview.class,
            StagePlacedUnderReview.class);
    Answer again = records(school, evidence("5", "A", 1.0, 5));
    assertThat(again.consequences()).filteredOn(CompetencyMastered.class::isInstance).hasSize(3);
    assertThat(school.ledger(LearnerAdvanced.class)).hasSize(3);
  }

  @Test
  void lines_of_one_command_lead_to_what_commands_of_their_own_lead_to() {
    Submission[] lines = {
      evidence("1", "C", 1.0, 1),
      evidence("2", "A", 1.0, 2),
      evidence("3", "B", 0.5, 3),
      evidence("4", "B", 1.0, 4),
      evidence("5", "D", 0.5, 4)
    };
    Scenario atOnce = Scenario.given(strict(1, TRACKING));
    Scenario oneByOne = Scenario.given(strict(1, TRACKING));

    atOnce.accepts(decider, record(curriculum(atOnce.ledger()), lines));
    for (Submission line : lines) {
      records(oneByOne, line);
    }

    assertThat(atOnce.ledger()).isEqualTo(oneByOne.ledger());
  }

  @Test
  void the_first_answer_tells_of_dependants_too() {
    Scenario school = Scenario.given(strict(1, STICKY));
    records(school, evidence("1", "B", 0.5, 1));
    records(school, evidence("2", "C", 0.5, 1));
    Answer first = records(school, evidence("3", "A", 1.0, 2));
    records(school, evidence("4", "B", 1.0, 3));

    Answer again = records(school, evidence("3", "A", 1.0, 2));

    assertThat(again.again()).isTrue();
    assertThat(again.consequences()).isEqualTo(first.consequences());
  }

  @Test
  void a_chain_as_long_as_a_framework_is_followed_to_its_end() {
    CompetencyId[] chain =
        IntStream.range(0, 20_000)
            .mapToObj(n -> new CompetencyId("id-%05d".formatted(n)))
            .toArray(CompetencyId[]::new);
    Curriculum inForce = curriculum(List.of(linked(1, TRACKING, STRICT, chain)));

    assertThat(inForce.dependantsOf(chain[0]))
        .extracting(Found::competency)
        .containsExactlyElementsOf(List.of(chain).subList(1, chain.length));
  }

  @Test
  void what_hangs_on_it_by_a_policy_that_was_adopted_meanwhile_is_decided_too() {
    Scenario school = Scenario.given(linked(2, TRACKING, ADVISORY, A, B, C));
    records(school, evidence("1", "B", 1.0, 1));
    var command = record(curriculum(school.ledger()), evidence("2", "A", 1.0, 2));
    school.happens(policy(2, 1, TRACKING, STRICT));

    school.accepts(decider, command);

    assertThat(school.ledger(CompetencyMastered.class))
        .extracting(CompetencyMastered::competency)
        .containsExactly(A, B);
  }

  @Test
  void a_policy_that_turns_strict_meanwhile_takes_nothing_that_was_not_looked_at() {
    Scenario school = Scenario.given(linked(1, TRACKING, ADVISORY, A, B, C));
    records(school, evidence("1", "A", 1.0, 1));
    records(school, evidence("2", "B", 1.0, 2));
    var command = record(curriculum(school.ledger()), evidence("3", "A", 0.0, 3));
    school.happens(policy(2, 1, TRACKING, STRICT));

    school.accepts(decider, command);

    assertThat(school.ledger(MasteryWithdrawn.class))
        .as("B is claimed under the version before, and holds by it")
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(A);
  }

  @Test
  void a_policy_of_another_framework_that_was_adopted_meanwhile_is_noticed() {
    Scenario school = Scenario.given(opened(1, STICKY)).and(art(X, "X", A));
    records(school, evidence("1", "X", 1.0, 1));
    var command = record(curriculum(school.ledger()), evidence("2", "A", 1.0, 2));
    Policy strict = policy(1, 1, STICKY, STRICT).definition();
    school.happens(new PolicyAdopted(new PolicyId("of-art"), 1, ART, strict));

    school.accepts(decider, command);

    assertThat(school.ledger(CompetencyMastered.class))
        .extracting(CompetencyMastered::competency)
        .containsExactly(A, X);
  }

  @Test
  void the_boundary_grows_by_what_hangs_on_a_competency_and_by_nothing_else() {
    Scenario school = Scenario.given(strict(1, STICKY));
    Scenario advisory = Scenario.given(opened(1, STICKY));

    assertThat(
            decider
                .boundary(record(curriculum(school.ledger()), evidence("1", "B", 1.0, 1)))
                .anyOf())
        .extracting(Boundary.Criterion::tag)
        .contains(Tag.learnerCompetency(LEARNER, B), Tag.learnerCompetency(LEARNER, C))
        .hasSize(5);
    assertThat(
            decider
                .boundary(record(curriculum(advisory.ledger()), evidence("1", "B", 1.0, 1)))
                .anyOf())
        .hasSize(4);
  }
}

package progression.projections.learnerprogress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.event.Cause;
import progression.event.ChoiceMade;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.PathwayContinued;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Verdict.Status;
import progression.pathway.Pathway;
import progression.pathway.Requirement;
import progression.projections.EventExamples;
import progression.projections.OwnRecord;
import progression.projections.Story;
import progression.projections.learnerprogress.LearnerProgress.Competency;
import progression.projections.learnerprogress.LearnerProgress.Goal;
import progression.projections.learnerprogress.LearnerProgress.NextStep;
import progression.projections.learnerprogress.LearnerProgress.Stage;
import progression.projections.runtime.ProjectedEvent;

class LearnerProgressFoldTest {

  private static final String S = "S-1";

  private final List<ProjectedEvent> events = new ArrayList<>();

  @Test
  void is_given_the_events_that_make_rows() throws IOException {
    EventExamples.assertReadsWhatMakesRows(
        new LearnerProgressProjection(), LearnerProgressFold::fold);
  }

  @Test
  void a_learner_without_evidence_stands_at_the_beginning() {
    given(Story.framework(1), Story.pathway());
    given(Story.enrolled(S));
    assertThat(progress().competencies()).isEmpty();
    assertThat(progress().stages())
        .containsExactly(
            new Stage("math-6", "ratios", "current", null),
            new Stage("math-6", "rates", "not-started", null),
            new Stage("math-6", "more", "not-started", null));
  }

  @Test
  void the_last_verdict_stands_and_evidence_is_counted() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(
        Story.evidence(S, Story.RATIOS, 5, Status.NOT_YET, "0.5"),
        Story.evidence(S, Story.RATIOS, 1, Status.NOT_YET, "0.675"));
    assertThat(progress().competencies())
        .containsExactly(
            new Competency(
                "c-ratios",
                "6.RP.A.1",
                "Understand ratios",
                "math",
                "not-yet",
                "because",
                new BigDecimal("0.68"),
                2,
                Story.at(5),
                null,
                List.of(),
                List.of()));
  }

  @Test
  void mastery_completes_a_stage_and_moves_her_on() {
    given(Story.framework(1), Story.pathway());
    given(Story.enrolled(S));
    given(Story.evidence(S, Story.RATIOS, 1, Status.NOT_YET, null));
    given(Story.mastersRatios(S));
    Competency ratios = progress().competencies().getFirst();
    assertThat(ratios.status()).isEqualTo("mastered");
    assertThat(ratios.since()).isEqualTo(Story.at(3));
    assertThat(ratios.estimate()).isEqualTo(new BigDecimal("0.87"));
    assertThat(ratios.evidence()).isEqualTo(2);
    assertThat(progress().stages())
        .extracting(Stage::status)
        .containsExactly("completed", "current", "not-started");
  }

  @Test
  void on_a_later_version_of_her_pathway_its_stages_are_told_and_where_she_stands_in_it() {
    given(Story.framework(1), Story.pathway());
    given(Story.enrolled(S));
    given(Story.mastersRatios(S));
    given(
        new PathwayPublished(
            Story.MATH_6,
            2,
            Story.MATH,
            new Pathway(
                "Math 6",
                Story.MATH,
                List.of(
                    new Pathway.Stage("new", "New", new Requirement.Mastered(Story.RATES)),
                    new Pathway.Stage(
                        "ratios", "Ratios", new Requirement.Mastered(Story.RATIOS))))),
        new PathwayContinued(
            new LearnerId(S), Story.MATH_6, 2, "new", new Cause.ByPathway(Story.MATH_6, 2)));

    assertThat(progress().stages())
        .extracting(Stage::stage, Stage::status)
        .containsExactly(tuple("new", "current"), tuple("ratios", "completed"));
  }

  @Test
  void a_withdrawal_places_the_stage_under_review_and_leaves_her_where_she_is() {
    given(Story.framework(1), Story.pathway());
    given(Story.enrolled(S));
    given(Story.mastersRatios(S));
    given(Story.losesRatios(S));
    Competency ratios = progress().competencies().getFirst();
    assertThat(ratios.status()).isEqualTo("withdrawn");
    assertThat(ratios.since()).isNull();
    assertThat(progress().stages())
        .extracting(Stage::status)
        .containsExactly("under-review", "current", "not-started");
  }

  @Test
  void a_later_version_of_a_framework_renames_the_codes() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.evidence(S, Story.RATES, 1, Status.AWAITING_EVALUATION, null));
    given(Story.framework(2));
    Competency rates = progress().competencies().getFirst();
    assertThat(rates.code()).isEqualTo("6.RP.A.2-v2");
    assertThat(rates.status()).isEqualTo("awaiting-evaluation");
    assertThat(rates.estimate()).isNull();
  }

  @Test
  void a_goal_is_told_in_its_last_terms_and_where_it_is_pursued() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.evidence(S, Story.RATIOS, 1, Status.NOT_YET, null));
    given(OwnRecord.goal(S));
    assertThat(progress().goals())
        .containsExactly(
            new Goal(
                "g-1",
                "master both by summer",
                "long",
                "open",
                List.of("c-ratios", "c-rates"),
                null,
                null,
                LocalDate.of(2030, 6, 30)));
    assertThat(progress().competencies().getFirst().goals()).containsExactly("g-1");
    assertThat(progress().nextSteps())
        .extracting(NextStep::competency, NextStep::pathway)
        .containsExactly(tuple("c-ratios", null), tuple("c-rates", null));
  }

  @Test
  void the_next_steps_are_what_her_current_stages_leave_open_after_her_choice() {
    given(Story.framework(1), choiceBoard());
    given(Story.enrolled(S));
    assertThat(progress().nextSteps())
        .containsExactly(
            new NextStep(
                "c-ratios",
                "6.RP.A.1",
                "Understand ratios",
                null,
                "math-6",
                "ratios",
                List.of(),
                List.of()),
            new NextStep(
                "c-rates",
                "6.RP.A.2",
                "Understand rates",
                null,
                "math-6",
                "ratios",
                List.of(),
                List.of()));
    given(choice("ratios", Story.RATES));
    assertThat(progress().nextSteps())
        .containsExactly(
            new NextStep(
                "c-rates",
                "6.RP.A.2",
                "Understand rates",
                null,
                "math-6",
                "ratios",
                List.of(),
                List.of()));
    given(choice("ratios"));
    assertThat(progress().nextSteps()).hasSize(2);
  }

  @Test
  void a_stage_under_review_is_worked_on_again() {
    given(Story.framework(1), Story.pathway());
    given(Story.enrolled(S));
    given(Story.mastersRatios(S));
    given(Story.losesRatios(S));
    assertThat(progress().nextSteps())
        .extracting(NextStep::stage)
        .containsExactly("ratios", "rates");
  }

  @Test
  void a_level_is_worked_on_until_it_is_reached_and_again_when_it_is_gone() {
    given(Story.framework(1), Story.pathway("0.9"));
    given(Story.enrolled(S));
    assertThat(progress().nextSteps()).containsExactly(ratiosAtLevel("0.9"));
    given(Story.evidence(S, Story.RATIOS, 1, Status.MASTERED, "0.85"));
    given(Story.mastered(S, Story.RATIOS, 1));
    assertThat(progress().nextSteps()).containsExactly(ratiosAtLevel("0.9"));
    assertThat(progress().competencies().getFirst().levels()).isEmpty();

    given(Story.reached(S, Story.RATIOS, 2, "0.9"));
    assertThat(progress().nextSteps()).isEmpty();
    assertThat(progress().competencies().getFirst().levels())
        .containsExactly(new BigDecimal("0.9"));

    given(Story.lowered(S, Story.RATIOS, 3, "0.9"));
    assertThat(progress().nextSteps()).containsExactly(ratiosAtLevel("0.9"));
    given(Story.overridden(S, Story.RATIOS));
    assertThat(progress().nextSteps()).as("a person vouches for every level").isEmpty();
  }

  @Test
  void a_step_says_what_she_has_to_master_first_where_the_policy_is_strict() {
    PolicyId all = new PolicyId("all");
    PolicyId ofRates = new PolicyId("of-rates");
    given(Story.framework(1), choiceBoard(), Story.policy(all, 1, Prerequisites.ADVISORY));
    given(Story.enrolled(S));
    assertThat(locks()).containsExactly(List.of(), List.of());

    given(Story.policy(all, 2, Prerequisites.STRICT));
    assertThat(locks())
        .as("what no framework has locks nothing")
        .containsExactly(List.of(), List.of("c-ratios"));
    given(Story.policy(ofRates, 1, Prerequisites.ADVISORY, Story.RATES));
    assertThat(locks()).containsExactly(List.of(), List.of());
    given(Story.policy(ofRates, 2, Prerequisites.STRICT, Story.RATES));
    assertThat(locks()).containsExactly(List.of(), List.of("c-ratios"));

    given(
        new FrameworkPublished(
            Story.MATH,
            2,
            "Math",
            "1.0",
            List.of(new FrameworkPublished.Competency(Story.RATES, "6.RP.A.2", "Rates")),
            List.of(new Association(Story.RATIOS, Association.Type.PRECEDES, Story.RATES)),
            "01",
            "{}"));
    assertThat(locks()).as("nor does what was dropped").containsExactly(List.of(), List.of());

    given(Story.framework(3));
    assertThat(locks()).containsExactly(List.of(), List.of("c-ratios"));
    given(Story.overridden(S, Story.RATIOS));
    given(OwnRecord.goal(S));
    assertThat(progress().nextSteps()).extracting(NextStep::lockedBy).containsOnly(List.of());
  }

  private List<List<String>> locks() {
    return progress().nextSteps().stream().map(NextStep::lockedBy).toList();
  }

  private static NextStep ratiosAtLevel(String level) {
    return new NextStep(
        "c-ratios",
        "6.RP.A.1",
        "Understand ratios",
        new BigDecimal(level),
        "math-6",
        "ratios",
        List.of(),
        List.of());
  }

  private static ProgressionEvent choiceBoard() {
    return new PathwayPublished(
        Story.MATH_6,
        1,
        Story.MATH,
        new Pathway(
            "Math 6",
            Story.MATH,
            List.of(
                new Pathway.Stage(
                    "ratios",
                    "Ratios",
                    new Requirement.AnyOf(
                        List.of(
                            new Requirement.Mastered(Story.RATIOS),
                            new Requirement.Mastered(Story.RATES)))))));
  }

  private static ProgressionEvent choice(String stage, CompetencyId... chosen) {
    return new ChoiceMade(
        new LearnerId(S),
        new EntryId("x"),
        Story.MATH_6,
        1,
        stage,
        List.of(chosen),
        OwnRecord.TEACHER);
  }

  @Test
  void retracted_evidence_is_no_longer_counted_nor_the_latest() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(
        Story.evidence(S, Story.RATIOS, 1, Status.NOT_YET, "0.5"),
        Story.evidence(S, Story.RATIOS, 5, Status.MASTERED, "0.9"),
        Story.retracted(S, Story.RATIOS, 5));
    Competency ratios = progress().competencies().getFirst();
    assertThat(ratios.status()).isEqualTo("withdrawn");
    assertThat(ratios.evidence()).isEqualTo(1);
    assertThat(ratios.lastEvidenceAt()).isEqualTo(Story.at(1));
  }

  @Test
  void an_override_shows_even_without_evidence() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.overridden(S, Story.RATES));
    Competency rates = progress().competencies().getFirst();
    assertThat(rates.status()).isEqualTo("overridden");
    assertThat(rates.code()).isEqualTo("6.RP.A.2");
    assertThat(rates.evidence()).isZero();
  }

  private void given(ProgressionEvent... more) {
    given(List.of(more));
  }

  private void given(List<? extends ProgressionEvent> more) {
    more.forEach(
        event -> events.add(new ProjectedEvent("demo", events.size(), Instant.EPOCH, event)));
  }

  private LearnerProgress progress() {
    return LearnerProgress.of(S, events.size() - 1L, LearnerProgressFold.fold(events));
  }
}

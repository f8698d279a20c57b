package progression.projections.learnerprogress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.event.ProgressionEvent;
import progression.mastery.Verdict.Status;
import progression.projections.Story;
import progression.projections.learnerprogress.LearnerProgress.Competency;
import progression.projections.learnerprogress.LearnerProgress.Stage;
import progression.projections.runtime.ProjectedEvent;

class LearnerProgressFoldTest {

  private static final String S = "S-1";

  private final List<ProjectedEvent> events = new ArrayList<>();

  @Test
  void a_learner_without_evidence_stands_at_the_beginning() {
    given(Story.framework(1), Story.pathway());
    given(Story.enrolled(S));
    assertThat(progress().competencies()).isEmpty();
    assertThat(progress().stages())
        .containsExactly(
            new Stage("math-6", "ratios", "current"),
            new Stage("math-6", "rates", "not-started"),
            new Stage("math-6", "more", "not-started"));
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
                "math",
                "not-yet",
                new BigDecimal("0.68"),
                2,
                Story.at(5),
                null));
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

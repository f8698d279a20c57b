package progression.projections.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.event.ProgressionEvent;
import progression.projections.EventExamples;
import progression.projections.Story;
import progression.projections.runtime.ProjectedEvent;
import tools.jackson.databind.json.JsonMapper;

class TranscriptFoldTest {

  private static final String S = "S-1";

  private final List<ProjectedEvent> events = new ArrayList<>();

  @Test
  void is_given_the_events_that_make_rows() throws IOException {
    EventExamples.assertReadsWhatMakesRows(new TranscriptProjection(), TranscriptFold::fold);
  }

  @Test
  void mastery_is_told_with_all_it_rests_on() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.mastersRatios(S));
    assertThat(transcript().mastered())
        .containsExactly(
            new Transcript.Mastered(
                "c-ratios",
                "6.RP.A.1",
                "Understand ratios",
                "math@1",
                "demonstrated",
                "three-in-a-row@3",
                new BigDecimal("0.87"),
                new BigDecimal("0.8"),
                Story.at(3),
                at(4),
                List.of("lms:S-1-c-ratios-1", "lms:S-1-c-ratios-3"),
                List.of(),
                "because"));
    assertThat(transcript().withdrawn()).isEmpty();
    assertThat(transcript().stages())
        .containsExactly(new Transcript.Stage("math-6@1", "ratios", "completed", at(5)));
  }

  @Test
  void a_withdrawn_mastery_is_no_longer_claimed_and_not_forgotten() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.mastersRatios(S));
    given(Story.losesRatios(S));
    assertThat(transcript().mastered()).isEmpty();
    assertThat(transcript().withdrawn())
        .containsExactly(
            new Transcript.Withdrawn(
                "c-ratios",
                "6.RP.A.1",
                null,
                "math@1",
                "three-in-a-row@3",
                JsonMapper.shared()
                    .readTree("{\"type\":\"evidence\",\"evidence\":\"lms:S-1-c-ratios-2\"}"),
                "because",
                at(8)));
    assertThat(transcript().stages())
        .containsExactly(new Transcript.Stage("math-6@1", "ratios", "under-review", at(5)));
  }

  @Test
  void a_mastery_that_is_shown_again_is_claimed_again_and_the_withdrawal_stays() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.mastersRatios(S));
    given(Story.losesRatios(S));
    given(Story.mastersRatios(S));
    assertThat(transcript().mastered()).hasSize(1);
    assertThat(transcript().withdrawn()).hasSize(1);
    assertThat(transcript().stages().getFirst().status()).isEqualTo("completed");
  }

  @Test
  void a_claim_that_rests_on_an_override_says_so() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.overridden(S, Story.RATES));
    assertThat(transcript().mastered().getFirst().basis()).isEqualTo("overridden");
  }

  @Test
  void a_mastery_tells_the_levels_that_it_reaches_and_what_was_withdrawn_of_them() {
    given(Story.framework(1));
    given(Story.enrolled(S));
    given(Story.mastersRatios(S));
    given(
        Story.reached(S, Story.RATIOS, 3, "4"),
        Story.reached(S, Story.RATIOS, 3, "3.5"),
        Story.reached(S, Story.RATES, 3, "2"));
    assertThat(transcript().mastered().getFirst().levels())
        .containsExactly(new BigDecimal("3.5"), new BigDecimal("4"));
    assertThat(transcript().withdrawn()).isEmpty();

    given(Story.lowered(S, Story.RATIOS, 4, "4"));
    assertThat(transcript().mastered().getFirst().levels()).containsExactly(new BigDecimal("3.5"));
    assertThat(transcript().withdrawn())
        .extracting(Transcript.Withdrawn::code, Transcript.Withdrawn::level)
        .containsExactly(tuple("6.RP.A.1", new BigDecimal("4")));
  }

  private static Instant at(int position) {
    return Instant.EPOCH.plusSeconds(position);
  }

  private void given(ProgressionEvent... more) {
    given(List.of(more));
  }

  private void given(List<? extends ProgressionEvent> more) {
    more.forEach(
        event -> events.add(new ProjectedEvent("demo", events.size(), at(events.size()), event)));
  }

  private Transcript transcript() {
    return Transcript.of(S, events.size() - 1L, TranscriptFold.fold(events));
  }
}

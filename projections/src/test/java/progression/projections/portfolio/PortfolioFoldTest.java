package progression.projections.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.curriculum.Curriculum;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.projections.EventExamples;
import progression.projections.OwnRecord;
import progression.projections.Story;
import progression.projections.portfolio.Portfolio.CheckIn;
import progression.projections.portfolio.Portfolio.Competency;
import progression.projections.portfolio.Portfolio.Feedback;
import progression.projections.portfolio.Portfolio.Piece;
import progression.projections.portfolio.PortfolioRows.Entry;
import progression.projections.rows.LearnerRowsJdbc.Found;
import progression.projections.runtime.ProjectedEvent;

class PortfolioFoldTest {

  private static final String S = "S-1";
  private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

  private final List<ProjectedEvent> events = new ArrayList<>();
  private Curriculum curriculum = Curriculum.EMPTY;

  private void given(List<? extends ProgressionEvent> more) {
    for (ProgressionEvent event : more) {
      int position = events.size();
      events.add(new ProjectedEvent("demo", position, NOON.plusSeconds(60L * position), event));
      if (event instanceof ReferenceEvent reference) {
        curriculum = curriculum.evolve(reference, position);
      }
    }
  }

  /** All on one page, in the order in which it was said. */
  private Portfolio portfolio() {
    List<Entry> all = PortfolioFold.fold(events).entries();
    Found<PortfolioPage> page = new Found<>(events.size() - 1L, new PortfolioPage(all, all));
    return Portfolio.of(S, all.size(), page, curriculum);
  }

  @Test
  void is_given_the_events_that_make_rows() throws IOException {
    EventExamples.assertReadsWhatMakesRows(new PortfolioProjection(), PortfolioFold::fold);
  }

  @Test
  void a_new_learner_s_record_is_empty() {
    given(Story.enrolled(S));
    assertThat(portfolio().people()).isEmpty();
    assertThat(portfolio().profile().strengths()).isEmpty();
    assertThat(portfolio().pieces()).isEmpty();
    assertThat(portfolio().feedback()).isEmpty();
  }

  @Test
  void what_is_said_later_of_her_replaces_what_was_said_of_the_same() {
    given(OwnRecord.of(S));
    assertThat(portfolio().profile().strengths()).containsExactly("asks");
    assertThat(portfolio().profile().interests()).containsExactly("planets");
  }

  @Test
  void feedback_tells_how_long_it_took() {
    given(List.of(Story.framework(1)));
    given(OwnRecord.of(S));
    List<Feedback> feedback = portfolio().feedback();
    assertThat(feedback).extracting(Feedback::id).containsExactly("f-1", "f-2");
    assertThat(feedback.getFirst().waited()).as("from the request").isEqualTo("PT1M");
    assertThat(feedback.getFirst().nextSteps()).containsExactly("try three parts");
    assertThat(feedback.getLast().competency())
        .isEqualTo(new Competency("c-rates", "6.RP.A.2", "Understand rates"));
    assertThat(feedback.getLast().waited()).isNull();
    assertThat(portfolio().requests().getFirst().answeredAt())
        .isEqualTo(feedback.getFirst().givenAt());
  }

  @Test
  void her_portfolio_shows_what_she_put_there() {
    given(List.of(Story.framework(1)));
    given(OwnRecord.of(S));
    assertThat(portfolio().pieces())
        .extracting(Piece::evidence, piece -> piece.artifacts().getFirst().title(), Piece::caption)
        .containsExactly(tuple("lms:S-1-c-ratios-1", "essay", "my best"));
    assertThat(portfolio().pieces())
        .extracting(Piece::assessor, Piece::setting, Piece::collaborators)
        .containsExactly(tuple("T-7", "museum", List.of("S-2")));
  }

  @Test
  void what_was_said_of_retracted_evidence_stays_and_is_marked() {
    given(OwnRecord.of(S));
    given(List.of(Story.retracted(S, Story.RATIOS, 1)));
    assertThat(portfolio().feedback())
        .extracting(Feedback::id, Feedback::retracted)
        .containsExactly(tuple("f-1", true), tuple("f-2", false));
    assertThat(portfolio().pieces()).extracting(Piece::retracted).containsExactly(true);
    given(List.of(Story.reinstated(S, Story.RATIOS, 1)));
    assertThat(portfolio().feedback()).extracting(Feedback::retracted).containsOnly(false);
  }

  @Test
  void a_check_in_is_told_with_what_became_of_it() {
    given(OwnRecord.of(S));
    assertThat(portfolio().checkIns())
        .extracting(CheckIn::status, CheckIn::notes, checkIn -> checkIn.author().role())
        .containsExactly(
            tuple("held", "went well", "learner"), tuple("scheduled", null, "learner"));
  }

  @Test
  void reflections_and_choices_are_told_as_they_were_made() {
    given(List.of(Story.framework(1)));
    given(OwnRecord.of(S));
    assertThat(portfolio().reflections().getFirst().links().competencies())
        .containsExactly(new Competency("c-ratios", "6.RP.A.1", "Understand ratios"));
    assertThat(portfolio().choices().getFirst().pathway()).isEqualTo("math-6@1");
    assertThat(portfolio().choices().getFirst().chosen())
        .containsExactly(new Competency("c-rates", "6.RP.A.2", "Understand rates"));
  }
}

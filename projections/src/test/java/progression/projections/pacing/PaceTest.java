package progression.projections.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.projections.Story.MATH;
import static progression.projections.Story.MATH_6;
import static progression.projections.Story.RATES;
import static progression.projections.Story.RATIOS;
import static progression.projections.Story.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.advice.Thresholds;
import progression.agency.Actor;
import progression.agency.Goal;
import progression.agency.Links;
import progression.agency.Role;
import progression.event.Cause;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.GoalAbandoned;
import progression.event.GoalSet;
import progression.event.LearnerAdvanced;
import progression.event.PathwayContinued;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.pathway.Pathway;
import progression.pathway.Requirement;
import progression.projections.pacing.Pace.OnPathway;
import progression.projections.pacing.Pace.Warning;
import progression.projections.runtime.ProjectedEvent;

/** What is said of a learner's pace, from her events and the time of the question. */
class PaceTest {

  private static final LearnerId LEARNER = new LearnerId("S-1");
  private static final Actor TEACHER = new Actor(Role.TEACHER, "T-7");
  private static final Links NOTHING = new Links(List.of(), List.of(), List.of());
  private static final ProgressionEvent STARTED = new PathwayStarted(LEARNER, MATH_6, 1, "ratios");
  private static final ProgressionEvent ADVANCED =
      new LearnerAdvanced(
          LEARNER, MATH_6, 1, MATH, 1, "ratios", "rates", new Cause.ByEnrollment(MATH_6));

  @Test
  void she_is_behind_the_guide_by_the_weeks_that_her_stages_do_not_explain() {
    assertThat(rules(week(2), guide(2, 3), STARTED)).isEmpty();
    assertThat(rules(week(3), guide(2, 3), STARTED)).containsExactly("behind-guide math-6 1");
    assertThat(rules(week(3), guide(2, 3), STARTED, ADVANCED)).isEmpty();
    assertThat(rules(week(8), guide(2, 3), STARTED, ADVANCED))
        .containsExactly("behind-guide math-6 3");
  }

  @Test
  void the_guide_of_the_version_that_she_goes_on_in_counts_from_when_she_started() {
    ProgressionEvent continued =
        new PathwayContinued(LEARNER, MATH_6, 2, "rates", new Cause.ByPathway(MATH_6, 2));

    assertThat(rules(week(8), guide(2, 3), guide(2, 2, 4), STARTED, continued))
        .containsExactly("behind-guide math-6 2");
  }

  @Test
  void how_many_weeks_are_too_many_is_for_the_district_to_say() {
    Thresholds patient = new Thresholds(3, 14, 3, 14, 10);
    assertThat(Pace.of(rows(guide(2, 3), STARTED), patient, week(4)).warnings()).isEmpty();
    assertThat(Pace.of(rows(guide(2, 3), STARTED), patient, week(5)).warnings()).hasSize(1);
  }

  @Test
  void a_guide_with_a_gap_and_a_way_that_is_done_give_no_warning() {
    assertThat(rules(week(50), guide(null, 3), STARTED, ADVANCED)).isEmpty();
    ProgressionEvent done =
        new LearnerAdvanced(
            LEARNER, MATH_6, 1, MATH, 1, "rates", null, new Cause.ByEnrollment(MATH_6));
    assertThat(rules(week(50), guide(2, 3), STARTED, ADVANCED, done)).isEmpty();
  }

  @Test
  void where_she_stands_is_told_beside_the_guide() {
    Pace pace = Pace.of(rows(guide(2, 3), STARTED, ADVANCED), Thresholds.DEFAULT, week(4));
    assertThat(pace.pathways()).containsExactly(new OnPathway("math-6", 1, "rates", at(1), 4, 5L));
  }

  @Test
  void a_target_date_is_near_and_then_passed_while_the_goal_is_open() {
    ProgressionEvent goal = goal("2026-03-31");
    assertThat(rules(Instant.parse("2026-03-16T23:59:59Z"), goal)).isEmpty();
    assertThat(rules(Instant.parse("2026-03-17T00:00:00Z"), goal))
        .containsExactly("target-near g-1 14");
    assertThat(rules(Instant.parse("2026-03-31T23:59:59Z"), goal))
        .containsExactly("target-near g-1 0");
    assertThat(rules(Instant.parse("2026-04-01T00:00:00Z"), goal))
        .containsExactly("target-passed g-1 1");
    assertThat(
            rules(
                Instant.parse("2026-04-01T00:00:00Z"),
                goal,
                new GoalAbandoned(LEARNER, new EntryId("g-1"), "enough", TEACHER, null)))
        .isEmpty();
  }

  @Test
  void a_missed_check_in_is_told_until_a_later_one_was_held() {
    List<ProgressionEvent> missed =
        List.of(scheduled("c-1", 9), concluded("c-1", CheckInConcluded.Result.MISSED));
    assertThat(rules(at(10), missed.toArray(ProgressionEvent[]::new)))
        .containsExactly("check-in-missed c-1 null");
    List<ProgressionEvent> held = new ArrayList<>(missed);
    held.add(scheduled("c-2", 16));
    held.add(concluded("c-2", CheckInConcluded.Result.HELD));
    assertThat(rules(at(17), held.toArray(ProgressionEvent[]::new))).isEmpty();
  }

  @Test
  void a_check_in_whose_time_has_passed_without_a_word_is_told() {
    assertThat(rules(at(9), scheduled("c-1", 9))).isEmpty();
    assertThat(rules(at(10), scheduled("c-1", 9))).containsExactly("check-in-open c-1 null");
  }

  private static List<String> rules(Instant at, ProgressionEvent... events) {
    return Pace.of(rows(events), Thresholds.DEFAULT, at).warnings().stream()
        .map(PaceTest::text)
        .toList();
  }

  private static String text(Warning warning) {
    return warning.rule() + " " + warning.about() + " " + warning.count();
  }

  /** Everything is recorded on the first day. */
  private static PacingRows rows(ProgressionEvent... events) {
    return PacingFold.fold(
        Arrays.stream(events).map(event -> new ProjectedEvent("d", 1, at(1), event)).toList());
  }

  private static Instant week(int week) {
    return at(1 + 7 * week);
  }

  private static ProgressionEvent guide(@Nullable Integer first, @Nullable Integer second) {
    return guide(1, first, second);
  }

  private static ProgressionEvent guide(
      int version, @Nullable Integer first, @Nullable Integer second) {
    return new PathwayPublished(
        MATH_6,
        version,
        MATH,
        new Pathway(
            "Math 6",
            MATH,
            List.of(
                new Pathway.Stage("ratios", "Ratios", new Requirement.Mastered(RATIOS), first),
                new Pathway.Stage("rates", "Rates", new Requirement.Mastered(RATES), second))));
  }

  private static ProgressionEvent goal(String target) {
    return new GoalSet(
        LEARNER,
        new EntryId("g-1"),
        new Goal(
            "ratios", Goal.Horizon.SHORT, List.of(RATIOS), null, null, LocalDate.parse(target)),
        TEACHER);
  }

  private static ProgressionEvent scheduled(String id, int day) {
    return new CheckInScheduled(LEARNER, new EntryId(id), at(day), TEACHER, null, NOTHING, TEACHER);
  }

  private static ProgressionEvent concluded(String id, CheckInConcluded.Result result) {
    return new CheckInConcluded(LEARNER, new EntryId(id), result, null, TEACHER);
  }
}

package progression.projections.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import progression.advice.Thresholds;
import progression.projections.pacing.PacingRows.CheckIn;
import progression.projections.pacing.PacingRows.GoalRow;
import progression.projections.pacing.PacingRows.Way;
import progression.projections.rows.CommonRows.PathwayStage;

/**
 * How a learner keeps pace, counted against a time. Pure. A day of a target date is one in UTC.
 *
 * @param pathways where she stands on each, beside its guide
 * @param warnings what is worth a look, each with its rule; advice, and no more
 */
record Pace(List<OnPathway> pathways, List<Warning> warnings) {

  private static final long DAYS_A_WEEK = 7;

  Pace {
    pathways = List.copyOf(pathways);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param stage the id of the stage where she stands; none after the last one
   * @param startedAt when she was recorded as started
   * @param weeks whole weeks since she started
   * @param guideWeeks in how many weeks since she started the guide sees her through the stage
   *     where she stands; none after the last one, and where the guide does not say
   */
  record OnPathway(
      String pathway,
      int version,
      @Nullable String stage,
      Instant startedAt,
      long weeks,
      @Nullable Long guideWeeks) {

    /** Weeks behind the guide; zero where she is not, or there is none. */
    long behind() {
      return stage == null || guideWeeks == null ? 0 : Math.max(0, weeks - guideWeeks);
    }
  }

  /**
   * @param rule {@code behind-guide}, {@code target-near}, {@code target-passed}, {@code
   *     check-in-missed} or {@code check-in-open}
   * @param about the id of the pathway, the goal or the check-in
   * @param threshold from how many weeks or days on it is told; none but for {@code behind-guide}
   *     and {@code target-near}
   * @param count weeks behind the guide, or days to the target date or since; none of a check-in
   * @param reason the rule in a sentence
   */
  record Warning(
      String rule,
      String about,
      @Nullable Integer threshold,
      @Nullable Long count,
      String reason) {}

  /** Counts. */
  static Pace of(PacingRows rows, Thresholds thresholds, Instant at) {
    List<OnPathway> pathways = rows.pathways().stream().map(way -> on(way, rows, at)).toList();
    List<Warning> warnings = new ArrayList<>();
    pathways.forEach(on -> behind(on, thresholds).ifPresent(warnings::add));
    rows.goals().forEach(goal -> due(goal, thresholds, at).ifPresent(warnings::add));
    warnings.addAll(appointments(rows.checkIns(), at));
    return new Pace(pathways, warnings);
  }

  private static OnPathway on(Way way, PacingRows rows, Instant at) {
    Instant startedAt = Objects.requireNonNull(way.startedAt());
    return new OnPathway(
        way.pathway(),
        way.version(),
        way.stage(),
        startedAt,
        Math.max(0, Duration.between(startedAt, at).toDays() / DAYS_A_WEEK),
        guideWeeks(way, rows.common().pathwayStages()));
  }

  /** All stages up to hers together; a stage without weeks leaves the guide without an answer. */
  private static @Nullable Long guideWeeks(Way way, List<PathwayStage> stages) {
    long weeks = 0;
    for (PathwayStage stage : stages) {
      if (stage.pathway().equals(way.pathway()) && stage.version() == way.version()) {
        if (stage.weeks() == null) {
          return null;
        }
        weeks += stage.weeks();
        if (stage.stage().equals(way.stage())) {
          return weeks;
        }
      }
    }
    return null;
  }

  private static Optional<Warning> behind(OnPathway on, Thresholds thresholds) {
    long behind = on.behind();
    if (behind < thresholds.weeksBehind()) {
      return Optional.empty();
    }
    return Optional.of(
        new Warning(
            "behind-guide",
            on.pathway(),
            thresholds.weeksBehind(),
            behind,
            "%d weeks behind the guide of %s, which sees the stage %s through in %d; told from %d on."
                .formatted(
                    behind, on.pathway(), on.stage(), on.guideWeeks(), thresholds.weeksBehind())));
  }

  private static Optional<Warning> due(GoalRow goal, Thresholds thresholds, Instant at) {
    LocalDate target = goal.terms() == null ? null : goal.terms().targetDate();
    if (target == null || !PacingFold.OPEN.equals(goal.status())) {
      return Optional.empty();
    }
    long left = ChronoUnit.DAYS.between(at.atOffset(ZoneOffset.UTC).toLocalDate(), target);
    if (left < 0) {
      return Optional.of(
          new Warning(
              "target-passed",
              goal.goal(),
              null,
              -left,
              "The goal %s is open, and its target date %s was %d days ago."
                  .formatted(goal.goal(), target, -left)));
    }
    return left > thresholds.targetDays()
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "target-near",
                goal.goal(),
                thresholds.targetDays(),
                left,
                "The goal %s is open, and its target date %s is %d days ahead; told from %d on."
                    .formatted(goal.goal(), target, left, thresholds.targetDays())));
  }

  /** A missed check-in is told until a later one was held. */
  private static List<Warning> appointments(List<CheckIn> checkIns, Instant at) {
    Instant lastHeld =
        checkIns.stream()
            .filter(one -> one.status().equals(PacingFold.HELD))
            .map(CheckIn::at)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    List<Warning> warnings = new ArrayList<>();
    for (CheckIn one : checkIns) {
      Instant when = Objects.requireNonNull(one.at());
      if (one.status().equals(PacingFold.MISSED) && when.isAfter(lastHeld)) {
        warnings.add(
            appointment(
                "check-in-missed",
                one,
                "The check-in %s of %s was missed, and none was held since."
                    .formatted(one.checkIn(), when)));
      }
      if (one.status().equals(PacingFold.SCHEDULED) && when.isBefore(at)) {
        warnings.add(
            appointment(
                "check-in-open",
                one,
                "Nobody said what became of the check-in %s of %s."
                    .formatted(one.checkIn(), when)));
      }
    }
    return warnings;
  }

  private static Warning appointment(String rule, CheckIn of, String reason) {
    return new Warning(rule, of.checkIn(), null, null, reason);
  }
}

package progression.projections.explanation;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import progression.consequence.Account;
import progression.event.Cause;
import progression.event.Ruling;
import progression.kernel.CompetencyId;
import progression.mastery.Advice;
import progression.mastery.Advisory;
import progression.mastery.Grounds;
import progression.mastery.Verdict.Status;

/** A verdict in words that a family reads. */
final class ExplanationWords {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private ExplanationWords() {}

  /**
   * Where she stands, why, what is different from what the record said, and how far it reaches.
   *
   * @param names what a competency is called
   * @param competency what the account is of
   */
  static String of(Account account, Function<CompetencyId, String> names, CompetencyId competency) {
    Status told = account.told();
    Status now = account.verdict().status();
    String reason =
        account.policy() == null
            ? "No policy applies to it yet, so no mastery follows from evidence."
            : account.verdict().reason();
    String standing = standing(told, told == now ? account.verdict().since() : null);
    String again =
        told == now
            ? ""
            : "Looked at again it %s. ".formatted(standing(now, account.verdict().since()));
    return "%s %s. %s%s%s%s%s"
        .formatted(
            names.apply(competency),
            standing,
            person(account, names),
            again,
            reason,
            levels(" It reaches %s.", account.levels()),
            levels(" Asked for and not reached: %s.", account.unreached()));
  }

  private static String levels(String sentence, List<BigDecimal> levels) {
    return levels.isEmpty()
        ? ""
        : sentence.formatted(
            levels.stream()
                .map(level -> "level " + level.toPlainString())
                .collect(joining(" and ")));
  }

  /** Who decided so and why, or what took the mastery away, in a sentence and a space. */
  private static String person(Account account, Function<CompetencyId, String> names) {
    Ruling ruling = account.ruling();
    if (ruling != null) {
      return ruling.reason() == null
          ? "That was %s. ".formatted(ruling.by())
          : "%s says: %s. ".formatted(ruling.by(), ruling.reason());
    }
    Cause withdrawnBy = account.withdrawnBy();
    return withdrawnBy == null ? "" : of(withdrawnBy, names) + " ";
  }

  static String of(Cause withdrawnBy, Function<CompetencyId, String> names) {
    return "It was withdrawn "
        + switch (withdrawnBy) {
          case Cause.ByEvidence by -> "when the evidence %s was recorded.".formatted(by.evidence());
          case Cause.ByCorrection by ->
              "when somebody ruled on the evidence %s.".formatted(by.evidence());
          case Cause.ByRuling by ->
              "when somebody ruled on the competency %s.".formatted(names.apply(by.competency()));
          case Cause.ByTime by ->
              "because time had passed, on %s."
                  .formatted(DAY.format(by.asOf().atOffset(ZoneOffset.UTC)));
          case Cause.ByPolicy by ->
              "when it was evaluated again by the policy %s@%d."
                  .formatted(by.policy(), by.version());
          case Cause.ByMigration by ->
              "when the record was taken over to the framework %s@%d."
                  .formatted(by.framework(), by.version());
          case Cause.ByGoal _, Cause.ByEnrollment _, Cause.ByPathway _ -> "by the rules.";
        };
  }

  private static String standing(Status status, @Nullable Instant since) {
    return switch (status) {
      case NOT_STARTED -> "has not been started";
      case LOCKED -> "is locked: something else comes first";
      case AWAITING_EVALUATION -> "waits to be evaluated";
      case NEEDS_REVISION -> "needs another try: the work was given back for revision";
      case NOT_YET -> "is not mastered yet";
      case MASTERED ->
          since == null
              ? "is mastered"
              : "is mastered since " + DAY.format(since.atOffset(ZoneOffset.UTC));
      case WITHDRAWN -> "was mastered once, and the mastery was withdrawn";
      case OVERRIDDEN -> "counts as mastered because a person decided so";
    };
  }

  static String of(Grounds.Why why) {
    return switch (why) {
      case UNSCORED -> "It has no score yet.";
      case OFF_SCALE -> "Its level is not on the policy's scale.";
      case OUTSIDE_WINDOW -> "It is older than the policy looks back.";
      case NOT_CONSIDERED -> "The method looks at other scores.";
      case AFTER_MASTERY -> "The mastery was shown before it, and stays.";
      case RETRACTED -> "It was retracted.";
      case SET_ASIDE -> "The mastery that it had shown was withdrawn by a person.";
    };
  }

  static String of(Advice advice) {
    if (advice.estimate() == null) {
      return "There is no score to estimate from.";
    }
    return switch (advice.model()) {
      case Advisory.Bkt _ ->
          "Knowledge tracing: the probability that she knows it is %s. It decides nothing."
              .formatted(advice.estimate().toPlainString());
      case Advisory.Elo _ ->
          "Elo rating: %s, where 0 is average. It decides nothing."
              .formatted(advice.estimate().toPlainString());
    };
  }

  /** The name of a constant in the contract. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

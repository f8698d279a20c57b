package progression.mastery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words of an assessment. */
final class Sentence {

  private Sentence() {}

  static String number(BigDecimal value) {
    return Digits.plain(value).toPlainString();
  }

  /**
   * The estimate with two decimals, or with as many as it takes not to show it on the wrong side of
   * the threshold: 2.996 must not be told to be 3 where 3 is needed.
   */
  static String number(Exact estimate, BigDecimal threshold) {
    BigDecimal exact = estimate.decimal();
    boolean reaches = exact.compareTo(threshold) >= 0;
    int decimals = 2;
    BigDecimal shown = exact.setScale(decimals, RoundingMode.HALF_UP);
    while (shown.compareTo(threshold) >= 0 != reaches) {
      shown = exact.setScale(++decimals, RoundingMode.HALF_UP);
    }
    return number(shown);
  }

  /** The clause, and what is missing besides. */
  static String of(String clause, List<String> missing) {
    return missing.isEmpty()
        ? finished(clause)
        : finished(clause + "; still incomplete: " + String.join(", ", missing));
  }

  /** The clause that held when a sticky policy was satisfied, seen from later evidence. */
  static String kept(String clause, Estimator now) {
    Exact estimate = now.estimate();
    return now.reaches() || estimate == null
        ? finished("shown before: " + clause)
        : finished(
            "shown before: %s; the estimate is %s now, and the mastery stays"
                .formatted(clause, number(estimate, now.threshold())));
  }

  /** What is said now, after a mastery that was not shown again in time. */
  static String lapsed(Instant expired, String now) {
    return "Shown before, and lapsed on %s. %s"
        .formatted(expired.atOffset(ZoneOffset.UTC).toLocalDate(), now);
  }

  /** Why nothing counts: none of the evidence has a score to go by that stands. */
  static String nothing(List<Grounds.LeftOut> leftOut) {
    if (leftOut.isEmpty()) {
      return "There is no evidence yet.";
    }
    Map<Grounds.Why, Long> counts =
        leftOut.stream().collect(groupingBy(Grounds.LeftOut::why, TreeMap::new, counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + words(count.getKey()))
        .collect(joining(", ", "No evidence counts yet: ", "."));
  }

  private static String words(Grounds.Why why) {
    return switch (why) {
      case UNSCORED -> "without a score";
      case OUTSIDE_WINDOW -> "too long ago";
      case OFF_SCALE -> "off the policy's scale";
      case RETRACTED -> "retracted";
      case SET_ASIDE -> "from before the mastery was withdrawn";
      case NOT_CONSIDERED, AFTER_MASTERY ->
          throw new IllegalStateException(why + " takes a score that counts");
    };
  }

  private static String finished(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }
}

package progression.projections.criteria;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Requirements;
import progression.projections.criteria.Criteria.Requirement;

/** A policy in words that a learner and her family read before the work. */
final class CriteriaWords {

  static final String NO_POLICY =
      "No policy applies to this competency yet: evidence is recorded, and no mastery follows.";

  private CriteriaWords() {}

  /** What the scores have to reach, on which scale, and whether it stays. */
  static String of(Policy policy) {
    return "%s, on a scale from %s to %s. %s"
        .formatted(
            of(policy.method(), number(policy.threshold())),
            number(policy.scale().min()),
            number(policy.scale().max()),
            switch (policy.regression()) {
              case STICKY -> "Mastery once shown stays, whatever follows.";
              case TRACKING -> "Weaker evidence later takes mastery back.";
            });
  }

  private static String of(Method method, String threshold) {
    return switch (method) {
      case Method.Consecutive m when m.n() == 1 -> "The last score reaches " + threshold;
      case Method.Consecutive m -> "The last %d scores all reach %s".formatted(m.n(), threshold);
      case Method.NOfLastM m ->
          "At least %d of the last %d scores reach %s".formatted(m.n(), m.m(), threshold);
      case Method.Latest m -> "The last score reaches " + threshold;
      case Method.Highest m -> "The highest score reaches " + threshold;
      case Method.Average m -> "The average of all scores reaches " + threshold;
      case Method.WeightedAverage m ->
          "The last score, weighted %s, and the average of the earlier ones together reach %s"
              .formatted(number(m.w()), threshold);
      case Method.DecayingAverage m ->
          "The average in which each score weighs %s against all before it reaches %s"
              .formatted(number(m.w()), threshold);
    };
  }

  /** What is asked for besides; nothing is said of what is not. */
  static List<Requirement> of(Requirements requirements) {
    List<Requirement> asked = new ArrayList<>();
    count(asked, "minEvidence", requirements.minEvidence(), "piece of evidence", "with a score");
    count(asked, "minSettings", requirements.minSettings(), "setting", "that differ");
    count(asked, "minAssessors", requirements.minAssessors(), "assessor", "that differ");
    requirements.kinds().stream().sorted().map(CriteriaWords::kind).forEach(asked::add);
    Period window = requirements.window();
    if (window != null) {
      asked.add(
          new Requirement(
              "window",
              window.toString(),
              "Only evidence of the last %s counts.".formatted(words(window))));
    }
    return asked;
  }

  private static Requirement kind(Evidence.Kind kind) {
    String word = word(kind);
    return new Requirement(
        "kinds", word, "At least one piece of the kind %s.".formatted(word.replace('-', ' ')));
  }

  private static void count(
      List<Requirement> asked, String type, int least, String what, String which) {
    if (least > 0) {
      asked.add(new Requirement(type, Integer.toString(least), sentence(least, what, which)));
    }
  }

  private static String sentence(int least, String what, String which) {
    if (which.equals("that differ")) {
      return least == 1
          ? "The %s is named.".formatted(what)
          : "At least %d different %ss.".formatted(least, what);
    }
    return least == 1
        ? "At least one %s %s.".formatted(what, which)
        : "At least %d %s %s.".formatted(least, what.replaceFirst("piece", "pieces"), which);
  }

  private static String words(Period period) {
    return Stream.of(
            part(period.getYears(), "year"),
            part(period.getMonths(), "month"),
            part(period.getDays(), "day"))
        .filter(part -> !part.isEmpty())
        .collect(joining(", "));
  }

  private static String part(int count, String unit) {
    return count == 0 ? "" : count == 1 ? unit : count + " " + unit + "s";
  }

  private static String number(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** The name of a constant in the contract. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package progression.projections.criteria;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Moderation;
import progression.mastery.Policy.Requirements;
import progression.projections.criteria.Criteria.Requirement;

/** A policy in words that a learner and her family read before the work. */
final class CriteriaWords {

  static final String NO_POLICY =
      "No policy applies to this competency yet: evidence is recorded, and no mastery follows.";

  private CriteriaWords() {}

  /**
   * What the scores have to reach, on which scale, and whether it stays.
   *
   * @param names what a competency is called
   */
  static String of(Policy policy, Function<CompetencyId, String> names) {
    return "%s, on a scale from %s to %s. %s"
        .formatted(
            of(policy.method(), number(policy.threshold()), names),
            number(policy.scale().min()),
            number(policy.scale().max()),
            switch (policy.regression()) {
              case STICKY -> "Mastery once shown stays, whatever follows.";
              case TRACKING -> "Weaker evidence later takes mastery back.";
            });
  }

  private static String of(Method method, String threshold, Function<CompetencyId, String> names) {
    return switch (method) {
      case Method.Consecutive m when m.n() == 1 -> "The last score reaches " + threshold;
      case Method.Consecutive m -> "The last %d scores all reach %s".formatted(m.n(), threshold);
      case Method.NOfLastM m ->
          "At least %d of the last %d scores reach %s".formatted(m.n(), m.m(), threshold);
      case Method.NMastery m -> "Scores that reach %s: at least %d".formatted(threshold, m.n());
      case Method.Latest m -> "The last score reaches " + threshold;
      case Method.Highest m -> "The highest score reaches " + threshold;
      case Method.Average m -> "The average of all scores reaches " + threshold;
      case Method.MeanOfLast m ->
          "The average of the last %d scores reaches %s".formatted(m.k(), threshold);
      case Method.WeightedAverage m ->
          "The last score, weighted %s, and the average of the earlier ones together reach %s"
              .formatted(number(m.w()), threshold);
      case Method.DecayingAverage m ->
          "The average in which each score weighs %s against all before it reaches %s"
              .formatted(number(m.w()), threshold);
      case Method.PowerLaw m ->
          "The end of the learning curve through all scores reaches " + threshold;
      case Method.EvidenceRequirements m ->
          "%s%s, and their average reaches %s"
              .formatted(
                  m.skills().stream()
                      .map(skill -> skill.count() + " of " + names.apply(skill.competency()))
                      .collect(joining(", ", "The highest ratings of its skills count (", ")")),
                  m.minimum() == null ? "" : ", each at least " + number(m.minimum()),
                  threshold);
    };
  }

  /** The levels that are asked of her, behind a space; nothing where none is. */
  static String of(Collection<BigDecimal> levels) {
    return levels.isEmpty()
        ? ""
        : levels.stream()
            .map(CriteriaWords::number)
            .collect(
                joining(
                    " and level ",
                    " A pathway or goal of hers asks for level ",
                    ": the same, with that as what is to be reached."));
  }

  /** What is asked for besides; nothing is said of what is not. */
  static List<Requirement> of(Requirements requirements) {
    List<Requirement> asked = new ArrayList<>();
    count(asked, "minEvidence", requirements.minEvidence(), "piece of evidence", "with a score");
    count(asked, "minSettings", requirements.minSettings(), "setting", "that differ");
    count(asked, "minAssessors", requirements.minAssessors(), "assessor", "that differ");
    requirements.kinds().stream().sorted().map(CriteriaWords::kind).forEach(asked::add);
    period(asked, "window", requirements.window(), "Only evidence of the last %s counts.");
    period(
        asked,
        "expiry",
        requirements.expiry(),
        "Mastery lapses unless evidence of the last %s shows it.");
    Moderation moderation = requirements.moderation();
    if (moderation != null) {
      asked.add(new Requirement("moderation", word(moderation.resolution()), words(moderation)));
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

  private static void period(
      List<Requirement> asked, String type, @Nullable Period period, String sentence) {
    if (period != null) {
      asked.add(new Requirement(type, period.toString(), sentence.formatted(words(period))));
    }
  }

  private static String words(Moderation moderation) {
    String disagreement =
        moderation.tolerance().signum() == 0
            ? "Where two scorers differ"
            : "Where two scorers differ by more than " + number(moderation.tolerance());
    return "%s%s, %s."
        .formatted(
            moderation.required() ? "A score counts once a second scorer has scored. " : "",
            disagreement,
            switch (moderation.resolution()) {
              case MEAN -> "the mean of both counts";
              case LOWER -> "the lower score counts";
              case THIRD_SCORER -> "a third scorer decides";
            });
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

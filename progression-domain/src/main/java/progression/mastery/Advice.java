package progression.mastery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An advisory estimate: shown beside a verdict, never part of it.
 *
 * <p>Calculated in binary floating point with {@link StrictMath}, so that it is the same on every
 * machine, in the order of the evidence.
 *
 * @param model with the parameters that were used
 * @param estimate for {@link Advisory.Bkt} the probability that the learner knows, for {@link
 *     Advisory.Elo} her rating; four decimals, halves away from zero; none without scored evidence
 */
public record Advice(Advisory model, @Nullable BigDecimal estimate) {

  /** What each of the policy's advisory models makes of the evidence, in the policy's order. */
  public static List<Advice> of(Policy policy, Collection<Evidence> evidence, Instant asOf) {
    List<Exact> scores =
        Piece.ordered(policy, evidence, asOf).stream()
            .map(Piece::score)
            .filter(Objects::nonNull)
            .toList();
    return policy.advisory().stream()
        .map(model -> new Advice(model, scores.isEmpty() ? null : estimate(model, policy, scores)))
        .toList();
  }

  private static BigDecimal estimate(Advisory model, Policy policy, List<Exact> scores) {
    double estimate =
        switch (model) {
          case Advisory.Bkt bkt -> known(bkt, policy.threshold(), scores);
          case Advisory.Elo elo -> rating(elo, policy.scale(), scores);
        };
    return BigDecimal.valueOf(estimate).setScale(4, RoundingMode.HALF_UP);
  }

  /** After each score: what it says of knowing (Bayes), then the chance to have learned since. */
  private static double known(Advisory.Bkt bkt, BigDecimal threshold, List<Exact> scores) {
    double slip = bkt.slip().doubleValue();
    double guess = bkt.guess().doubleValue();
    double known = bkt.initial().doubleValue();
    for (Exact score : scores) {
      boolean correct = score.reaches(threshold);
      double knowing = known * (correct ? 1 - slip : slip);
      double notKnowing = (1 - known) * (correct ? guess : 1 - guess);
      double posterior = knowing + notKnowing == 0 ? known : knowing / (knowing + notKnowing);
      known = posterior + (1 - posterior) * bkt.transit().doubleValue();
    }
    return known;
  }

  private static double rating(Advisory.Elo elo, Policy.Scale scale, List<Exact> scores) {
    double min = scale.min().doubleValue();
    double range = scale.max().subtract(scale.min()).doubleValue();
    double rating = 0;
    for (Exact score : scores) {
      double share = (score.decimal().doubleValue() - min) / range;
      double expected = 1 / (1 + StrictMath.exp(elo.difficulty().doubleValue() - rating));
      rating += elo.k().doubleValue() * (share - expected);
    }
    return rating;
  }
}

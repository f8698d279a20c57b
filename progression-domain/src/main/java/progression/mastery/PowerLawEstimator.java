package progression.mastery;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** {@link Method.PowerLaw} at work, in the running sums of a simple regression. */
final class PowerLawEstimator extends Estimator.Named {

  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_UP);

  private final BigDecimal top;
  private final BigDecimal least;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;

  PowerLawEstimator(Policy.Scale scale, BigDecimal threshold) {
    super("power law estimate", threshold);
    this.top = scale.max();
    this.least = top.movePointLeft(2);
  }

  @Override
  void take(Evidence evidence, Exact score) {
    double x = StrictMath.log(size());
    double y = StrictMath.log(score.decimal().max(least).doubleValue());
    sumX += x;
    sumY += y;
    sumXx += x * x;
    sumXy += x * y;
  }

  @Override
  @Nullable Exact estimate() {
    int n = size();
    if (n == 0) {
      return null;
    }
    double b = n == 1 ? 0 : (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
    double lnA = (sumY - b * sumX) / n;
    double estimate = StrictMath.exp(lnA + b * StrictMath.log(n));
    return Exact.of(new BigDecimal(estimate).round(DIGITS).min(top));
  }
}

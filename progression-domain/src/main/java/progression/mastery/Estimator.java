package progression.mastery;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;

/**
 * A method at work: takes in one score after the other and knows the estimate so far. A score costs
 * the same however many came before, so that every prefix of the evidence is judged in one pass.
 */
abstract class Estimator {

  private final BigDecimal threshold;
  private int size;

  Estimator(BigDecimal threshold) {
    this.threshold = threshold;
  }

  /**
   * @param overridden the competencies whose mastery somebody has set
   */
  static Estimator of(Policy policy, Set<CompetencyId> overridden) {
    BigDecimal threshold = policy.threshold();
    return switch (policy.method()) {
      case Method.Consecutive(int n) -> lastScores(n, n, threshold);
      case Method.NOfLastM(int n, int m) -> lastScores(n, m, threshold);
      case Method.NMastery(int n) -> new NMastery(n, threshold);
      case Method.Latest() -> new Latest(threshold);
      case Method.Highest() -> new Highest(threshold);
      case Method.Average() -> new Average(threshold);
      case Method.MeanOfLast(int k) -> new MeanOfLast(k, threshold);
      case Method.WeightedAverage(BigDecimal w) -> new WeightedAverage(w, threshold);
      case Method.DecayingAverage(BigDecimal w) -> new DecayingAverage(w, threshold);
      case Method.PowerLaw() -> new PowerLawEstimator(policy.scale(), threshold);
      case Method.EvidenceRequirements requirements ->
          new SkillEstimator(policy, requirements, overridden, Set.of());
    };
  }

  private static Estimator lastScores(int n, int m, BigDecimal threshold) {
    return m == 1 ? new Latest(threshold) : new LastScores(n, m, threshold);
  }

  /** Takes in the next score in the order of the evidence. */
  final void add(Evidence evidence, Exact score) {
    size++;
    take(evidence, score);
  }

  /** How many scores it took in. */
  final int size() {
    return size;
  }

  final BigDecimal threshold() {
    return threshold;
  }

  /** Whether the estimate reaches the threshold; never without an estimate. */
  boolean reaches() {
    Exact estimate = estimate();
    return estimate != null && estimate.reaches(threshold);
  }

  /** The scores it looks at, by their places from 0. It does not change with later scores. */
  IntPredicate used() {
    return span(0, size);
  }

  /** None while there are fewer scores than it needs. */
  abstract @Nullable Exact estimate();

  /** How the estimate stands to the threshold: a clause without its capital and its full stop. */
  abstract String clause();

  /** {@link #size} counts the score already. */
  abstract void take(Evidence evidence, Exact score);

  /** The scores from one place up to, but not including, another. */
  static IntPredicate span(int from, int to) {
    return place -> from <= place && place < to;
  }

  /**
   * At least n of the last m. The n-th highest of them is the estimate, for it is the score that
   * has to reach the threshold; where n is m, that is the lowest.
   */
  static final class LastScores extends Estimator {
    private final int n;
    private final int m;
    private final Deque<Exact> last = new ArrayDeque<>();
    private int reaching;
    private int run;

    private LastScores(int n, int m, BigDecimal threshold) {
      super(threshold);
      this.n = n;
      this.m = m;
    }

    @Override
    void take(Evidence evidence, Exact score) {
      last.addLast(score);
      boolean reaches = score.reaches(threshold());
      run = reaches ? run + 1 : 0;
      reaching += reaches ? 1 : 0;
      if (last.size() > m && last.removeFirst().reaches(threshold())) {
        reaching--;
      }
    }

    @Override
    boolean reaches() {
      return reaching >= n;
    }

    @Override
    @Nullable Exact estimate() {
      return last.stream().sorted(Comparator.reverseOrder()).skip(n - 1L).findFirst().orElse(null);
    }

    @Override
    IntPredicate used() {
      return span(size() - last.size(), size());
    }

    @Override
    String clause() {
      String goal = Sentence.number(threshold());
      if (reaches()) {
        return last.size() == 1
            ? "the only score reaches " + goal
            : "%d of the last %d scores reach %s".formatted(reaching, last.size(), goal);
      }
      return n == m
          ? "needs %d scores in a row of at least %s; the current run is %d".formatted(n, goal, run)
          : "needs %d of the last %d scores to be at least %s; so far %d of %d"
              .formatted(n, m, goal, reaching, last.size());
    }
  }

  /**
   * The mean of the scores that reach the threshold, so it reaches it wherever there are enough.
   */
  static final class NMastery extends Estimator {
    private final int n;
    private final BitSet reaching = new BitSet();
    private Exact sum = Exact.of(BigDecimal.ZERO);

    private NMastery(int n, BigDecimal threshold) {
      super(threshold);
      this.n = n;
    }

    @Override
    void take(Evidence evidence, Exact score) {
      if (score.reaches(threshold())) {
        reaching.set(size() - 1);
        sum = sum.plus(score);
      }
    }

    @Override
    @Nullable Exact estimate() {
      int count = reaching.cardinality();
      return count < n ? null : sum.dividedBy(count);
    }

    @Override
    IntPredicate used() {
      BitSet now = (BitSet) reaching.clone();
      return now::get;
    }

    @Override
    String clause() {
      String goal = Sentence.number(threshold());
      return reaches()
          ? "scores that reach %s: %d, and %d are needed".formatted(goal, reaching.cardinality(), n)
          : "needs %d scores of at least %s; so far %d".formatted(n, goal, reaching.cardinality());
    }
  }

  /** A method whose estimate has a name of its own. */
  abstract static class Named extends Estimator {
    private final String name;

    Named(String name, BigDecimal threshold) {
      super(threshold);
      this.name = name;
    }

    @Override
    final String clause() {
      Exact estimate = estimate();
      if (estimate == null) {
        return "needs a score of at least " + Sentence.number(threshold());
      }
      return "the %s, %s, %s %s"
          .formatted(
              name,
              Sentence.number(estimate, threshold()),
              reaches() ? "reaches" : "is below",
              Sentence.number(threshold()));
    }
  }

  static final class Latest extends Named {
    private @Nullable Exact latest;

    private Latest(BigDecimal threshold) {
      super("latest score", threshold);
    }

    @Override
    void take(Evidence evidence, Exact score) {
      latest = score;
    }

    @Override
    @Nullable Exact estimate() {
      return latest;
    }

    @Override
    IntPredicate used() {
      return span(Math.max(0, size() - 1), size());
    }
  }

  /** Of equally high scores the earliest stands for all. */
  static final class Highest extends Named {
    private @Nullable Exact highest;
    private IntPredicate used = span(0, 0);

    private Highest(BigDecimal threshold) {
      super("highest score", threshold);
    }

    @Override
    void take(Evidence evidence, Exact score) {
      if (highest == null || score.compareTo(highest) > 0) {
        highest = score;
        used = span(size() - 1, size());
      }
    }

    @Override
    @Nullable Exact estimate() {
      return highest;
    }

    @Override
    IntPredicate used() {
      return used;
    }
  }

  static final class Average extends Named {
    private Exact sum = Exact.of(BigDecimal.ZERO);

    private Average(BigDecimal threshold) {
      super("average", threshold);
    }

    @Override
    void take(Evidence evidence, Exact score) {
      sum = sum.plus(score);
    }

    @Override
    @Nullable Exact estimate() {
      return size() == 0 ? null : sum.dividedBy(size());
    }
  }

  static final class MeanOfLast extends Named {
    private final int k;
    private final Deque<Exact> last = new ArrayDeque<>();
    private Exact sum = Exact.of(BigDecimal.ZERO);

    private MeanOfLast(int k, BigDecimal threshold) {
      super("average of the last " + k, threshold);
      this.k = k;
    }

    @Override
    void take(Evidence evidence, Exact score) {
      last.addLast(score);
      sum = sum.plus(score);
      if (last.size() > k) {
        sum = sum.minus(last.removeFirst());
      }
    }

    @Override
    @Nullable Exact estimate() {
      return last.isEmpty() ? null : sum.dividedBy(last.size());
    }

    @Override
    IntPredicate used() {
      return span(size() - last.size(), size());
    }
  }

  static final class WeightedAverage extends Named {
    private final BigDecimal w;
    private Exact earlier = Exact.of(BigDecimal.ZERO);
    private @Nullable Exact last;

    private WeightedAverage(BigDecimal w, BigDecimal threshold) {
      super("weighted average", threshold);
      this.w = w;
    }

    @Override
    void take(Evidence evidence, Exact score) {
      if (last != null) {
        earlier = earlier.plus(last);
      }
      last = score;
    }

    @Override
    @Nullable Exact estimate() {
      if (last == null || size() == 1) {
        return last;
      }
      Exact mean = earlier.dividedBy(size() - 1);
      return last.times(w).plus(mean.times(BigDecimal.ONE.subtract(w)));
    }
  }

  static final class DecayingAverage extends Named {
    private final BigDecimal w;
    private @Nullable Exact average;

    private DecayingAverage(BigDecimal w, BigDecimal threshold) {
      super("decaying average", threshold);
      this.w = w;
    }

    @Override
    void take(Evidence evidence, Exact score) {
      average =
          average == null ? score : average.times(BigDecimal.ONE.subtract(w)).plus(score.times(w));
    }

    @Override
    @Nullable Exact estimate() {
      return average;
    }
  }
}

package progression.mastery;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A method at work: takes in one score after the other and knows the estimate so far. A score costs
 * the same however many came before, so that every prefix of the evidence is judged in one pass.
 */
abstract sealed class Estimator {

  private final BigDecimal threshold;
  private int size;

  private Estimator(BigDecimal threshold) {
    this.threshold = threshold;
  }

  static Estimator of(Method method, BigDecimal threshold) {
    return switch (method) {
      case Method.Consecutive(int n) -> lastScores(n, n, threshold);
      case Method.NOfLastM(int n, int m) -> lastScores(n, m, threshold);
      case Method.Latest() -> new Latest(threshold);
      case Method.Highest() -> new Highest(threshold);
      case Method.Average() -> new Average(threshold);
      case Method.WeightedAverage(BigDecimal w) -> new WeightedAverage(w, threshold);
      case Method.DecayingAverage(BigDecimal w) -> new DecayingAverage(w, threshold);
    };
  }

  private static Estimator lastScores(int n, int m, BigDecimal threshold) {
    return m == 1 ? new Latest(threshold) : new LastScores(n, m, threshold);
  }

  /** Takes in the next score in the order of the evidence. */
  final void add(Exact score) {
    size++;
    take(score);
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

  /** The scores it looks at. */
  Span used() {
    return new Span(0, size);
  }

  /** None while there are fewer scores than it needs. */
  abstract @Nullable Exact estimate();

  /** How the estimate stands to the threshold: a clause without its capital and its full stop. */
  abstract String clause();

  /** {@link #size} counts the score already. */
  abstract void take(Exact score);

  /** The scores from one index up to, but not including, another. */
  record Span(int from, int to) {
    boolean contains(int index) {
      return from <= index && index < to;
    }
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
    void take(Exact score) {
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
    Span used() {
      return new Span(size() - last.size(), size());
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

  /** A method whose estimate has a name of its own. */
  private abstract static sealed class Named extends Estimator {
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
    void take(Exact score) {
      latest = score;
    }

    @Override
    @Nullable Exact estimate() {
      return latest;
    }

    @Override
    Span used() {
      return new Span(Math.max(0, size() - 1), size());
    }
  }

  /** Of equally high scores the earliest stands for all. */
  static final class Highest extends Named {
    private @Nullable Exact highest;
    private Span used = new Span(0, 0);

    private Highest(BigDecimal threshold) {
      super("highest score", threshold);
    }

    @Override
    void take(Exact score) {
      if (highest == null || score.compareTo(highest) > 0) {
        highest = score;
        used = new Span(size() - 1, size());
      }
    }

    @Override
    @Nullable Exact estimate() {
      return highest;
    }

    @Override
    Span used() {
      return used;
    }
  }

  static final class Average extends Named {
    private Exact sum = Exact.of(BigDecimal.ZERO);

    private Average(BigDecimal threshold) {
      super("average", threshold);
    }

    @Override
    void take(Exact score) {
      sum = sum.plus(score);
    }

    @Override
    @Nullable Exact estimate() {
      return size() == 0 ? null : sum.dividedBy(size());
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
    void take(Exact score) {
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
    void take(Exact score) {
      average =
          average == null ? score : average.times(BigDecimal.ONE.subtract(w)).plus(score.times(w));
    }

    @Override
    @Nullable Exact estimate() {
      return average;
    }
  }
}

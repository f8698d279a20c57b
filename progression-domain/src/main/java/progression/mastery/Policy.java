package progression.mastery;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;

/**
 * How evidence becomes a verdict.
 *
 * @param competencies those it applies to; empty means the whole framework
 * @param threshold on the policy's scale; an estimate that reaches it satisfies
 */
public record Policy(
    String title,
    FrameworkId framework,
    List<CompetencyId> competencies,
    Scale scale,
    Method method,
    BigDecimal threshold,
    Regression regression,
    Prerequisites prerequisites,
    Requirements requirements) {

  public Policy {
    competencies = List.copyOf(competencies);
    threshold = Digits.limited("the threshold", threshold);
    if (threshold.compareTo(scale.min()) < 0 || threshold.compareTo(scale.max()) > 0) {
      throw new IllegalArgumentException(
          "the threshold %s lies outside the scale %s to %s"
              .formatted(threshold, scale.min(), scale.max()));
    }
  }

  /** The range of the policy's scores, both ends included. */
  public record Scale(BigDecimal min, BigDecimal max) {
    public Scale {
      min = Digits.limited("the scale's min", min);
      max = Digits.limited("the scale's max", max);
      if (min.compareTo(max) >= 0) {
        throw new IllegalArgumentException("the scale's min is not below its max");
      }
    }
  }

  /** What later weakness does to a mastery once shown. */
  public enum Regression {
    /** Nothing: it is enough that some prefix of the ordered evidence satisfies. */
    STICKY,
    /** It withdraws it: all the evidence must satisfy. */
    TRACKING
  }

  /** Whether unmet prerequisites lock a competency or are only shown. */
  public enum Prerequisites {
    ADVISORY,
    STRICT
  }

  /**
   * What the evidence must show besides the estimate.
   *
   * @param minEvidence at least so many scored pieces
   * @param minSettings in at least so many distinct settings
   * @param minAssessors by at least so many distinct assessors
   * @param kinds of each of these kinds at least one piece
   * @param window only evidence that occurred no longer than this before the command counts, by the
   *     calendar in UTC
   */
  public record Requirements(
      int minEvidence,
      int minSettings,
      int minAssessors,
      Set<Evidence.Kind> kinds,
      @Nullable Period window) {

    public static final Requirements NONE = new Requirements(0, 0, 0, Set.of(), null);

    public Requirements {
      kinds = Set.copyOf(kinds);
      if (minEvidence < 0 || minSettings < 0 || minAssessors < 0) {
        throw new IllegalArgumentException("a required count is not negative");
      }
      if (window != null && (window.isNegative() || window.isZero())) {
        throw new IllegalArgumentException("the window is a positive period");
      }
    }
  }
}

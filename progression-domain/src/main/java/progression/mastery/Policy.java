package progression.mastery;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;

/**
 * How evidence becomes a verdict.
 *
 * @param competencies those it applies to; empty means the whole framework
 * @param threshold on the policy's scale; an estimate that reaches it satisfies
 * @param advisory further estimates, which are shown and never decide
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
    Requirements requirements,
    List<Advisory> advisory) {

  public Policy {
    competencies = List.copyOf(competencies);
    advisory = List.copyOf(advisory);
    threshold = Digits.limited("the threshold", threshold);
    if (!scale.has(threshold)) {
      throw new IllegalArgumentException(
          "the threshold %s lies outside the scale %s to %s"
              .formatted(threshold, scale.min(), scale.max()));
    }
    if (method instanceof Method.PowerLaw && scale.max().signum() <= 0) {
      throw new IllegalArgumentException("the power law takes a scale that reaches above 0");
    }
    if (method instanceof Method.EvidenceRequirements requirement
        && (competencies.size() != 1 || requirement.reads().anyMatch(competencies::contains))) {
      throw new IllegalArgumentException(
          "evidence requirements apply to one competency, which is none of their skills");
    }
  }

  /** A policy that shows no further estimates. */
  public Policy(
      String title,
      FrameworkId framework,
      List<CompetencyId> competencies,
      Scale scale,
      Method method,
      BigDecimal threshold,
      Regression regression,
      Prerequisites prerequisites,
      Requirements requirements) {
    this(
        title,
        framework,
        competencies,
        scale,
        method,
        threshold,
        regression,
        prerequisites,
        requirements,
        List.of());
  }

  /** The competencies that it speaks of, in order, each as often as it stands there. */
  public Stream<CompetencyId> named() {
    return Stream.concat(competencies.stream(), method.reads());
  }

  /** Whether evidence on a competency is read for the verdict on another. */
  public boolean reads(CompetencyId evidenceOn) {
    return method.reads().anyMatch(evidenceOn::equals);
  }

  /** The same, with every competency under another name. */
  public Policy naming(UnaryOperator<CompetencyId> names) {
    return new Policy(
        title,
        framework,
        competencies.stream().map(names).toList(),
        scale,
        method.naming(names),
        threshold,
        regression,
        prerequisites,
        requirements,
        advisory);
  }

  /** The same, asking for another level in the place of its threshold. */
  public Policy asking(BigDecimal level) {
    return new Policy(
        title,
        framework,
        competencies,
        scale,
        method,
        level,
        regression,
        prerequisites,
        requirements,
        advisory);
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

    /** Whether a level lies on it. */
    public boolean has(BigDecimal level) {
      return level.compareTo(min) >= 0 && level.compareTo(max) <= 0;
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
   * @param expiry a mastery lapses this long after the last evidence that showed it, by the same
   *     calendar; none where it never lapses
   * @param moderation none where one scorer is enough
   */
  public record Requirements(
      int minEvidence,
      int minSettings,
      int minAssessors,
      Set<Evidence.Kind> kinds,
      @Nullable Period window,
      @Nullable Period expiry,
      @Nullable Moderation moderation) {

    public static final Requirements NONE = new Requirements(0, 0, 0, Set.of(), null);

    public Requirements {
      kinds = Set.copyOf(kinds);
      if (minEvidence < 0 || minSettings < 0 || minAssessors < 0) {
        throw new IllegalArgumentException("a required count is not negative");
      }
      positive("window", window);
      positive("expiry", expiry);
    }

    /** Without expiry and moderation. */
    public Requirements(
        int minEvidence,
        int minSettings,
        int minAssessors,
        Set<Evidence.Kind> kinds,
        @Nullable Period window) {
      this(minEvidence, minSettings, minAssessors, kinds, window, null, null);
    }

    private static void positive(String name, @Nullable Period period) {
      if (period != null && (period.isNegative() || period.isZero())) {
        throw new IllegalArgumentException("the %s is a positive period".formatted(name));
      }
    }
  }

  /**
   * How a second scorer's score stands beside the first.
   *
   * @param required whether a score counts only once a second scorer has given theirs
   * @param tolerance scores that differ by no more than this, on the policy's scale, agree, and the
   *     first one stands
   * @param resolution what becomes of scores that disagree
   */
  public record Moderation(boolean required, BigDecimal tolerance, Resolution resolution) {
    public Moderation {
      tolerance = Digits.limited("the tolerance", tolerance);
      if (tolerance.signum() < 0) {
        throw new IllegalArgumentException("the tolerance is not negative");
      }
    }

    /** What counts where two scorers disagree. */
    public enum Resolution {
      /** The mean of both scores. */
      MEAN,
      /** The lower of the two. */
      LOWER,
      /** The score of a third scorer; nothing counts before it is given. */
      THIRD_SCORER
    }
  }
}

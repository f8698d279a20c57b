package progression.mastery;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;

/** The formula of a policy: from scores, in the order of the evidence, to an estimate. */
public sealed interface Method {

  /**
   * The last {@code n} scores all reach the threshold; the estimate is the lowest of them, none
   * with fewer than {@code n}.
   */
  record Consecutive(int n) implements Method {
    public Consecutive {
      positive("n", n);
    }
  }

  /**
   * At least {@code n} of the last {@code m} scores reach the threshold; the estimate is the n-th
   * highest of them, none with fewer than {@code n}.
   */
  record NOfLastM(int n, int m) implements Method {
    public NOfLastM {
      positive("n", n);
      if (m < n) {
        throw new IllegalArgumentException("m is at least n");
      }
    }
  }

  /**
   * At least {@code n} scores reach the threshold; the estimate is the mean of only those that do,
   * none with fewer than {@code n}.
   */
  record NMastery(int n) implements Method {
    public NMastery {
      positive("n", n);
    }
  }

  /** The last score. */
  record Latest() implements Method {}

  /** The highest score. */
  record Highest() implements Method {}

  /** The mean of all scores. */
  record Average() implements Method {}

  /** The mean of the last {@code k} scores, or of all while there are fewer. */
  record MeanOfLast(int k) implements Method {
    public MeanOfLast {
      positive("k", k);
    }
  }

  /** {@code w·last + (1−w)·mean(earlier)}; a single score stands for itself. */
  record WeightedAverage(BigDecimal w) implements Method {
    public WeightedAverage {
      w = weight(w);
    }
  }

  /** {@code d₁ = s₁; dₙ = (1−w)·dₙ₋₁ + w·sₙ}. */
  record DecayingAverage(BigDecimal w) implements Method {
    public DecayingAverage {
      w = weight(w);
    }
  }

  /**
   * The power law of learning: {@code a·nᵇ} for the last of n scores, capped at the scale's top,
   * where {@code ln a} and {@code b} are the least squares of {@code ln y} on {@code ln i} for the
   * scores y at their places i = 1…n. A single score stands for itself. A score of less than a
   * hundredth of the scale's top counts as that hundredth, for zero has no logarithm.
   *
   * <p>Logarithms are irrational, so this one method is not exact: it calculates in binary floating
   * point with {@link StrictMath}, which is the same on every machine, and the estimate is the
   * result with 12 significant digits, halves away from zero. Its errors are some digits further
   * down, so three scores of 3 make 3. The threshold is compared with that estimate.
   *
   * <p>Source: A. Newell and P. Rosenbloom, "Mechanisms of skill acquisition and the law of
   * practice" (1981); for marks, R. Marzano, "Transforming Classroom Grading" (2000).
   */
  record PowerLaw() implements Method {}

  /**
   * The evidence of a competency's skills (its sub-competencies) decides: of each skill the highest
   * {@code count} ratings count. It is complete when every skill has as many, and then their
   * average, the estimate, has to reach the policy's threshold; a level is commonly reached half a
   * point below it. While it is incomplete the average is shown and decides nothing.
   *
   * <p>A skill whose mastery somebody has set counts as complete, and only its ratings are
   * averaged; where that is so of all skills and none is rated, nothing more is asked for. Source:
   * the student competencies of slate-cbl, github.com/SlateFoundation/slate-cbl.
   *
   * <p>Evidence on the competency itself decides nothing; where it is of prior learning, its score
   * is where the learner started, see {@link SkillTally}.
   *
   * @param minimum what every rating that counts has to reach; none where the average is enough
   * @param missed the rating that says that an opportunity was missed: it neither counts nor is
   *     averaged; none where there is no such rating
   * @param skills each at most once
   */
  record EvidenceRequirements(
      @Nullable BigDecimal minimum, @Nullable BigDecimal missed, List<Skill> skills)
      implements Method {

    public EvidenceRequirements {
      minimum = minimum == null ? null : Digits.limited("the minimum", minimum);
      missed = missed == null ? null : Digits.limited("the missed rating", missed);
      skills = List.copyOf(skills);
      if (skills.isEmpty()) {
        throw new IllegalArgumentException("evidence requirements name at least one skill");
      }
      if (skills.stream().map(Skill::competency).distinct().count() < skills.size()) {
        throw new IllegalArgumentException("evidence requirements name each skill once");
      }
    }

    /**
     * @param count how many ratings of it count
     */
    public record Skill(CompetencyId competency, int count) {
      public Skill {
        positive("count", count);
      }
    }
  }

  /** The other competencies whose evidence it reads, in order. */
  default Stream<CompetencyId> reads() {
    return this instanceof EvidenceRequirements requirements
        ? requirements.skills().stream().map(EvidenceRequirements.Skill::competency)
        : Stream.of();
  }

  /** The same, with every competency under another name. */
  default Method naming(UnaryOperator<CompetencyId> names) {
    return this instanceof EvidenceRequirements requirements
        ? new EvidenceRequirements(
            requirements.minimum(),
            requirements.missed(),
            requirements.skills().stream()
                .map(skill ->
                    new EvidenceRequirements.Skill(names.apply(skill.competency()), skill.count()))
                .toList())
        : this;
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is at least 1");
    }
  }

  /** Each score makes an exact decaying average longer by the decimals of its weight. */
  private static BigDecimal weight(BigDecimal w) {
    if (w.signum() <= 0 || w.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("w is greater than 0 and at most 1");
    }
    BigDecimal plain = Digits.plain(w);
    if (plain.scale() > 4) {
      throw new IllegalArgumentException("w has at most 4 decimals");
    }
    return plain;
  }
}

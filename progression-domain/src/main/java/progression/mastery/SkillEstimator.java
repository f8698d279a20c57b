package progression.mastery;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.mastery.Method.EvidenceRequirements;

/** {@link EvidenceRequirements} at work: of each skill, the highest ratings count. */
final class SkillEstimator extends Estimator {

  private record Rating(int index, Exact score) {}

  /** The ratings of one skill that count, highest first, of equals the earliest first. */
  private static final class Skill {
    private final int needed;
    private final boolean overridden;
    private final List<Rating> counted = new ArrayList<>();
    private @Nullable Exact first;

    private Skill(int needed, boolean overridden) {
      this.needed = needed;
      this.overridden = overridden;
    }

    private void add(Rating rating) {
      int place = counted.size();
      while (place > 0 && counted.get(place - 1).score().compareTo(rating.score()) < 0) {
        place--;
      }
      counted.add(place, rating);
      if (counted.size() > needed) {
        counted.removeLast();
      }
    }

    private int complete() {
      return overridden ? needed : counted.size();
    }
  }

  private final List<CompetencyId> appliesTo;
  private final EvidenceRequirements method;
  private final Set<EvidenceId> afterOverride;
  private final Map<CompetencyId, Skill> skills = new LinkedHashMap<>();
  private @Nullable Exact recordedBaseline;

  /**
   * @param overridden the skills whose mastery somebody has set
   * @param afterOverride the evidence that was recorded after that
   */
  SkillEstimator(
      Policy policy,
      EvidenceRequirements method,
      Set<CompetencyId> overridden,
      Set<EvidenceId> afterOverride) {
    super(policy.threshold());
    this.appliesTo = policy.competencies();
    this.method = method;
    this.afterOverride = afterOverride;
    method
        .skills()
        .forEach(skill ->
            skills.put(
                skill.competency(),
                new Skill(skill.count(), overridden.contains(skill.competency()))));
  }

  @Override
  void take(Evidence evidence, Exact score) {
    Skill skill = skills.get(evidence.competency());
    boolean missed = method.missed() != null && score.compareTo(Exact.of(method.missed())) == 0;
    if (skill != null && !missed) {
      skill.add(new Rating(size() - 1, score));
      if (skill.first == null && !afterOverride.contains(evidence.id())) {
        skill.first = score;
      }
    }
    if (evidence.kind() == Evidence.Kind.PRIOR_LEARNING
        && appliesTo.contains(evidence.competency())) {
      recordedBaseline = score;
    }
  }

  /** The mean of the ratings that count, complete or not. */
  @Override
  @Nullable Exact estimate() {
    return mean(
        skills.values().stream()
            .flatMap(skill -> skill.counted.stream())
            .map(Rating::score)
            .toList());
  }

  /** With nothing to average, as people vouch for every skill, no average is too low. */
  @Override
  boolean reaches() {
    return complete() >= needed() && lowestCounts() && (estimate() == null || super.reaches());
  }

  /** How many ratings are asked for. */
  int needed() {
    return skills.values().stream().mapToInt(skill -> skill.needed).sum();
  }

  /** How many of them are there. */
  int complete() {
    return skills.values().stream().mapToInt(Skill::complete).sum();
  }

  /** Where the learner started, see {@link SkillTally}; none while it is not known. */
  @Nullable Exact baseline() {
    if (recordedBaseline != null) {
      return Exact.of(recordedBaseline.rounded(1));
    }
    List<Exact> firsts = new ArrayList<>();
    for (Skill skill : skills.values()) {
      if (skill.first != null) {
        firsts.add(skill.first);
      }
    }
    boolean enough = firsts.size() == skills.size() || 2 * complete() >= needed();
    return enough ? mean(firsts) : null;
  }

  @Override
  IntPredicate used() {
    BitSet counted = new BitSet();
    skills.values().stream()
        .flatMap(skill -> skill.counted.stream())
        .forEach(rating -> counted.set(rating.index()));
    return counted::get;
  }

  @Override
  String clause() {
    String ratings = "%d of %d ratings are there".formatted(complete(), needed());
    Exact average = estimate();
    if (average == null) {
      return ratings;
    }
    return "%s; their average, %s, %s %s%s"
        .formatted(
            ratings,
            Sentence.number(average, threshold()),
            average.reaches(threshold()) ? "reaches" : "is below",
            Sentence.number(threshold()),
            lowestCounts() ? "" : "; one of them is below " + minimum());
  }

  private String minimum() {
    return method.minimum() == null ? "" : Sentence.number(method.minimum());
  }

  private boolean lowestCounts() {
    BigDecimal minimum = method.minimum();
    return minimum == null
        || skills.values().stream()
            .flatMap(skill -> skill.counted.stream())
            .allMatch(rating -> rating.score().reaches(minimum));
  }

  private static @Nullable Exact mean(List<Exact> scores) {
    return scores.isEmpty()
        ? null
        : scores.stream().reduce(Exact.of(BigDecimal.ZERO), Exact::plus).dividedBy(scores.size());
  }
}

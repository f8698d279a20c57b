package progression.interchange;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.mastery.Evidence;
import progression.mastery.Score;

/**
 * What the objectives of one assessment say of which competencies. An Ed-Fi assessment is named by
 * its identifier and the namespace of whoever gave it.
 *
 * @param kind the kind of evidence that its results are
 * @param timeZone where its times are meant that come without an offset
 */
public record ObjectiveMapping(
    String assessment,
    String namespace,
    FrameworkId framework,
    Evidence.Kind kind,
    ZoneId timeZone,
    List<Objective> objectives) {

  public ObjectiveMapping {
    objectives = List.copyOf(objectives);
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("a mapping has at least one objective");
    }
    Set<String> seen = new HashSet<>();
    for (Objective objective : objectives) {
      if (!seen.add(objective.code())) {
        throw new IllegalArgumentException("the objective " + objective.code() + " stands twice");
      }
    }
  }

  /** Whether it is for this assessment. */
  public boolean isFor(String anAssessment, String inNamespace) {
    return assessment.equals(anAssessment) && namespace.equals(inNamespace);
  }

  /** The objective with an identification code, where it is mapped. */
  public Optional<Objective> objective(String code) {
    return objectives.stream().filter(objective -> objective.code().equals(code)).findFirst();
  }

  /** The same, with every competency under another name. */
  public ObjectiveMapping naming(UnaryOperator<CompetencyId> names) {
    return new ObjectiveMapping(
        assessment,
        namespace,
        framework,
        kind,
        timeZone,
        objectives.stream()
            .map(one ->
                new Objective(
                    one.code(), names.apply(one.competency()), one.reportingMethod(), one.marks()))
            .toList());
  }

  /**
   * An objective.
   *
   * @param code its identification code
   * @param reportingMethod which of a result's scores or performance levels counts: the code value
   *     of its descriptor, such as {@code Raw score}
   */
  public record Objective(
      String code, CompetencyId competency, String reportingMethod, Marks marks) {}

  /** How an objective is marked. */
  public sealed interface Marks {

    /** With points. */
    record Points(BigDecimal max) implements Marks {
      public Points {
        max = new Score.Raw(BigDecimal.ZERO, max).max();
      }
    }

    /** With a performance level, by the code value of its descriptor. */
    record Levels(Map<String, BigDecimal> levels) implements Marks {
      public Levels {
        SortedMap<String, BigDecimal> plain = new TreeMap<>();
        levels.forEach((name, level) -> plain.put(name, new Score.Level(level).level()));
        levels = Collections.unmodifiableSortedMap(plain);
        if (levels.isEmpty()) {
          throw new IllegalArgumentException("at least one performance level is needed");
        }
      }
    }
  }
}

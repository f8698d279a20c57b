package progression.projections.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rows that every projection has in its schema: who is enrolled, and what is published. A
 * projection's fold takes them from {@link CommonFold}, its SQL from {@link CommonJdbc}.
 */
public record CommonRows(
    List<Learner> learners, List<Standard> standards, List<PathwayStage> pathwayStages) {

  public CommonRows {
    learners = List.copyOf(learners);
    standards = List.copyOf(standards);
    pathwayStages = List.copyOf(pathwayStages);
  }

  /** An enrolled learner. */
  public record Learner(String district, String learner) {}

  /**
   * A competency as the framework published at the position gives it.
   *
   * @param competency the CASE identifier
   * @param version of the framework
   * @param code the human coding scheme, where there is one
   * @param prerequisites CASE identifiers of what directly precedes it
   */
  public record Standard(
      String district,
      String framework,
      String competency,
      int version,
      @Nullable String code,
      String statement,
      List<String> prerequisites,
      long position) {
    public Standard {
      prerequisites = List.copyOf(prerequisites);
    }
  }

  /**
   * A stage of a published version of a pathway, in its place.
   *
   * @param framework that of the pathway
   * @param requirement as the event gives it
   * @param weeks how long it is meant to take
   */
  public record PathwayStage(
      String district,
      String pathway,
      int version,
      int ordinal,
      String stage,
      String framework,
      JsonNode requirement,
      @Nullable Integer weeks,
      long position) {}
}

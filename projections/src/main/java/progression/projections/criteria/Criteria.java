package progression.projections.criteria;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution;
import progression.event.FrameworkPublished;
import progression.kernel.CompetencyId;
import progression.ledger.json.DomainJson;
import tools.jackson.databind.JsonNode;

/**
 * What mastery of a competency takes, at the levels that are asked of the learner. Of where she
 * stands it tells which prerequisites are met.
 *
 * @param position what the answer reflects: everything in force up to here
 * @param statement what the framework says that it is
 * @param framework its id and version, as {@code math@2}
 * @param policy the policy in force; none where none applies
 * @param sentence what the policy asks for, in plain words
 * @param levels that her pathways and goals ask of her besides, lowest first, on the policy's scale
 * @param requirements what the evidence has to show besides
 * @param prerequisites what precedes it in the framework, directly, by code
 */
public record Criteria(
    String learner,
    long position,
    String competency,
    @Nullable String code,
    String statement,
    String framework,
    @Nullable Policy policy,
    String sentence,
    List<BigDecimal> levels,
    List<Requirement> requirements,
    List<Prerequisite> prerequisites) {

  public Criteria {
    levels = List.copyOf(levels);
    requirements = List.copyOf(requirements);
    prerequisites = List.copyOf(prerequisites);
  }

  /**
   * @param policy its id and version, as {@code three-in-a-row@1}
   * @param method how scores become an estimate
   * @param scale what its levels and estimates lie on
   * @param threshold on the scale; what reaches it satisfies
   * @param regression {@code sticky}: mastery once shown stays; {@code tracking}: weaker evidence
   *     withdraws it
   * @param prerequisites {@code strict}: a competency is locked until what precedes it is mastered;
   *     {@code advisory}: that is only shown
   * @param advisory the models whose estimates are shown and never decide
   */
  @Schema(name = "CriteriaPolicy")
  public record Policy(
      String policy,
      String title,
      @Schema(ref = "Method") JsonNode method,
      Scale scale,
      BigDecimal threshold,
      String regression,
      String prerequisites,
      @ArraySchema(schema = @Schema(ref = "Advisory")) List<JsonNode> advisory) {}

  /**
   * The range of a policy's scores.
   *
   * @param min its lower end, included
   * @param max its upper end, included
   */
  @Schema(name = "CriteriaScale")
  public record Scale(BigDecimal min, BigDecimal max) {}

  /**
   * @param type its name in the policy
   * @param value a count, a kind, a period in ISO 8601, or what counts where two scorers disagree
   * @param sentence what the requirement asks for, in plain words
   */
  @Schema(name = "CriteriaRequirement")
  public record Requirement(String type, String value, String sentence) {}

  /**
   * A competency; only its identifier is known of one of another framework.
   *
   * @param statement what the framework says that it is; none of one of another framework
   * @param met whether the record claims its mastery; where the policy is {@code strict} the
   *     competency is locked until it does
   */
  @Schema(name = "CriteriaPrerequisite")
  public record Prerequisite(
      String competency, @Nullable String code, @Nullable String statement, boolean met) {}

  /** What is in force for a competency, and asked of the one who stands there. */
  static Criteria of(
      String learner,
      long position,
      Curriculum curriculum,
      Resolution.Found found,
      Standing standing) {
    Framework framework = curriculum.frameworks().get(found.framework());
    if (framework == null) {
      throw new IllegalArgumentException("found in no framework: " + found);
    }
    FrameworkPublished.Competency competency =
        Objects.requireNonNull(framework.competencies().get(found.competency()));
    NamedPolicy policy = framework.policyFor(found.competency());
    Collection<BigDecimal> levels = standing.asked(framework, found.competency());
    return new Criteria(
        learner,
        position,
        found.competency().value(),
        competency.code(),
        competency.statement(),
        framework.id() + "@" + framework.version(),
        policy == null ? null : policy(policy),
        policy == null
            ? CriteriaWords.NO_POLICY
            : CriteriaWords.of(policy.definition(), curriculum::called) + CriteriaWords.of(levels),
        List.copyOf(levels),
        policy == null ? List.of() : CriteriaWords.of(policy.definition().requirements()),
        framework.prerequisitesOf(found.competency()).stream()
            .map(before -> prerequisite(before, framework, standing.hasMastered(before)))
            .sorted(
                Comparator.comparing(
                        Prerequisite::code, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Prerequisite::competency))
            .toList());
  }

  private static Policy policy(NamedPolicy policy) {
    var definition = policy.definition();
    return new Policy(
        policy.id() + "@" + policy.version(),
        definition.title(),
        DomainJson.mapper().valueToTree(definition.method()),
        new Scale(definition.scale().min(), definition.scale().max()),
        definition.threshold(),
        CriteriaWords.word(definition.regression()),
        CriteriaWords.word(definition.prerequisites()),
        definition.advisory().stream()
            .map(model -> DomainJson.mapper().<JsonNode>valueToTree(model))
            .toList());
  }

  private static Prerequisite prerequisite(CompetencyId before, Framework framework, boolean met) {
    FrameworkPublished.Competency known = framework.competencies().get(before);
    return new Prerequisite(
        before.value(),
        known == null ? null : known.code(),
        known == null ? null : known.statement(),
        met);
  }
}

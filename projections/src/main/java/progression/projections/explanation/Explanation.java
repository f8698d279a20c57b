package progression.projections.explanation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import progression.consequence.Account;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Succession;
import progression.event.FrameworkPublished.Competency;
import progression.event.Ruling;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.ledger.json.DomainJson;
import progression.mastery.Assessment;
import progression.mastery.Grounds;
import progression.mastery.Mastery;
import progression.mastery.Score;
import progression.mastery.SkillTally;
import tools.jackson.databind.JsonNode;

/**
 * Why a verdict is what it is.
 *
 * @param position what the answer reflects: everything recorded up to here
 * @param asOf the moment of the question, which windows and expiry are measured from
 * @param statement what the framework says that it is; none where its version in force does not
 *     have it
 * @param framework its id and version, as {@code math@2}
 * @param status what the record last said: {@code not-started}, {@code locked}, {@code
 *     awaiting-evaluation}, {@code needs-revision}, {@code not-yet}, {@code mastered}, {@code
 *     withdrawn} or {@code overridden}
 * @param evaluated what the rules say at the moment of the question; another status than the
 *     recorded one where time has passed and nobody looked again
 * @param sentence the whole of it in plain words
 * @param basis what a mastery that the record claims rests on; none where it claims none
 * @param policy the version that decided; none where none applies
 * @param estimate on the policy's scale, in two decimals; none with fewer scores than the method
 *     needs, or without a policy
 * @param since when the evidence that showed the mastery occurred; none while evidence does not
 *     show it
 * @param expires when it lapses, or has lapsed, unless evidence shows it again; none where it does
 *     not
 * @param used the evidence behind the verdict, in its order
 * @param leftOut the evidence that did not count, each with the reason
 * @param missing what the evidence does not show yet besides its scores
 * @param prerequisites what directly precedes it
 * @param ruling who decided otherwise than the evidence says, and why; none where nobody did
 * @param withdrawal what took away the mastery that the record claimed last; none while it claims
 *     one
 * @param replacedBy what takes its place by now; none where nothing does
 * @param levels the levels that she is asked for and her mastery reaches, lowest first; an override
 *     stands for every one
 * @param skills how far she has come where the evidence on skills decides; none elsewhere
 * @param advisory estimates that never decide
 */
public record Explanation(
    String learner,
    long position,
    Instant asOf,
    String competency,
    @Nullable String code,
    @Nullable String statement,
    String framework,
    String status,
    String evaluated,
    String sentence,
    @Nullable String basis,
    @Nullable DecidingPolicy policy,
    @Nullable BigDecimal estimate,
    @Nullable Instant since,
    @Nullable Instant expires,
    List<Used> used,
    List<LeftOut> leftOut,
    List<String> missing,
    List<Prerequisite> prerequisites,
    @Nullable Ruled ruling,
    @Nullable Withdrawal withdrawal,
    @Nullable Successor replacedBy,
    List<BigDecimal> levels,
    @Nullable SkillTally skills,
    List<Estimate> advisory) {

  /**
   * @param policy its id and version, as {@code three-in-a-row@1}
   * @param inForce the version that new verdicts are decided by, as {@code three-in-a-row@2}; none
   *     where none is
   * @param method how scores become an estimate
   * @param threshold on the scale; what reaches it satisfies
   * @param regression {@code sticky}: mastery once shown stays; {@code tracking}: weaker evidence
   *     withdraws it
   * @param prerequisites {@code strict}: a competency is locked until what precedes it is mastered;
   *     {@code advisory}: that is only shown
   */
  @Schema(name = "ExplanationPolicy")
  public record DecidingPolicy(
      String policy,
      @Nullable String inForce,
      String title,
      @Schema(ref = "Method") JsonNode method,
      BigDecimal threshold,
      String regression,
      String prerequisites) {}

  /**
   * @param evidence the id of the piece
   * @param competency its code, or else its CASE identifier
   * @param kind in what form the competence showed
   * @param score as it was given; none while it awaits evaluation
   * @param assessor who judged it; none where the evidence does not say
   * @param setting where she worked; none where the evidence does not say
   * @param collaborators whom she worked with, by name or id
   * @param occurredAt when she did it
   */
  @Schema(name = "ExplanationUsed")
  public record Used(
      String evidence,
      String competency,
      String kind,
      @Nullable Given score,
      @Nullable String assessor,
      @Nullable String setting,
      List<String> collaborators,
      Instant occurredAt) {
    public Used {
      collaborators = List.copyOf(collaborators);
    }
  }

  /**
   * A score in the form in which it was given: a share, points of a maximum, or a level.
   *
   * @param scaled a share from 0 to 1; none where the score was given otherwise
   * @param raw the points; none where the score was given otherwise
   * @param max out of how many points; none where the score was given otherwise
   * @param level on the policy's scale; none where the score was given otherwise
   */
  @Schema(name = "ExplanationScore")
  public record Given(
      @Nullable BigDecimal scaled,
      @Nullable BigDecimal raw,
      @Nullable BigDecimal max,
      @Nullable BigDecimal level) {

    static Given of(Score score) {
      return switch (score) {
        case Score.Scaled one -> new Given(one.scaled(), null, null, null);
        case Score.Raw one -> new Given(null, one.raw(), one.max(), null);
        case Score.Level one -> new Given(null, null, null, one.level());
      };
    }
  }

  /**
   * @param evidence the id of the piece
   * @param why {@code unscored}, {@code off-scale}, {@code outside-window}, {@code not-considered},
   *     {@code after-mastery}, {@code retracted} or {@code set-aside}
   * @param sentence why it does not count, in plain words
   * @param by who took it out of the count; none where nobody did
   * @param reason why somebody took it out of the count; none where nobody did or said
   */
  @Schema(name = "ExplanationLeftOut")
  public record LeftOut(
      String evidence, String why, String sentence, @Nullable String by, @Nullable String reason) {}

  /**
   * @param by who decided otherwise than the evidence says
   * @param reason why somebody decided otherwise; none where that was not said
   */
  @Schema(name = "ExplanationRuling")
  public record Ruled(String by, @Nullable String reason) {}

  /**
   * @param cause what led to it, as the record names it
   * @param sentence what took the mastery away, in plain words
   */
  @Schema(name = "ExplanationWithdrawal")
  public record Withdrawal(@Schema(ref = "Cause") JsonNode cause, String sentence) {}

  /** A competency that takes the place of another. */
  @Schema(name = "ExplanationSuccessor")
  public record Successor(String competency, @Nullable String code) {}

  /**
   * @param met whether the record claims its mastery
   */
  @Schema(name = "ExplanationPrerequisite")
  public record Prerequisite(String competency, @Nullable String code, boolean met) {}

  /**
   * @param model the model, with its parameters
   * @param estimate a probability or a rating, as the model has it; none without scored evidence
   * @param sentence what the model makes of the scores, in plain words
   */
  @Schema(name = "ExplanationEstimate")
  public record Estimate(
      @Schema(ref = "Advisory") JsonNode model, @Nullable BigDecimal estimate, String sentence) {}

  /** What a question is about. */
  record Subject(
      String learner, long position, Instant asOf, Framework framework, CompetencyId competency) {}

  static Explanation of(Subject subject, Account account, Curriculum curriculum) {
    Framework framework = subject.framework();
    Competency competency = framework.competencies().get(subject.competency());
    Assessment assessment = account.assessment();
    BigDecimal estimate = account.verdict().estimate();
    return new Explanation(
        subject.learner(),
        subject.position(),
        subject.asOf(),
        subject.competency().value(),
        competency == null ? null : competency.code(),
        competency == null ? null : competency.statement(),
        framework.id() + "@" + framework.version(),
        ExplanationWords.word(account.told()),
        ExplanationWords.word(account.verdict().status()),
        ExplanationWords.of(account, curriculum::called, subject.competency()),
        account.claim() == null ? null : ExplanationWords.word(account.claim()),
        account.policy() == null ? null : policy(account.policy(), framework, subject),
        estimate == null ? null : Mastery.rounded(estimate),
        account.verdict().since(),
        assessment == null ? null : assessment.expires(),
        assessment == null ? List.of() : used(account, assessment, curriculum),
        assessment == null ? List.of() : leftOut(assessment, account),
        assessment == null ? List.of() : assessment.missing(),
        account.prerequisites().stream().map(before -> prerequisite(before, curriculum)).toList(),
        account.ruling() == null
            ? null
            : new Ruled(account.ruling().by(), account.ruling().reason()),
        account.withdrawnBy() == null
            ? null
            : new Withdrawal(
                json(account.withdrawnBy()),
                ExplanationWords.of(account.withdrawnBy(), curriculum::called)),
        curriculum.successionOf(subject.competency()) instanceof Succession.Succeeded(var to, var _)
            ? new Successor(to.competency().value(), curriculum.codeOf(to.competency()))
            : null,
        account.levels(),
        account.skills(),
        account.advice().stream()
            .map(advice ->
                new Estimate(json(advice.model()), advice.estimate(), ExplanationWords.of(advice)))
            .toList());
  }

  private static DecidingPolicy policy(NamedPolicy policy, Framework framework, Subject subject) {
    var definition = policy.definition();
    NamedPolicy inForce = framework.policyFor(subject.competency());
    return new DecidingPolicy(
        policy.id() + "@" + policy.version(),
        inForce == null ? null : inForce.id() + "@" + inForce.version(),
        definition.title(),
        json(definition.method()),
        definition.threshold(),
        ExplanationWords.word(definition.regression()),
        ExplanationWords.word(definition.prerequisites()));
  }

  private static List<Used> used(Account account, Assessment assessment, Curriculum curriculum) {
    Set<EvidenceId> used = Set.copyOf(assessment.used());
    Map<EvidenceId, Used> byId =
        account.evidence().stream()
            .filter(piece -> used.contains(piece.id()))
            .map(piece ->
                Map.entry(
                    piece.id(),
                    new Used(
                        piece.id().value(),
                        curriculum.nameOf(piece.competency()),
                        ExplanationWords.word(piece.kind()),
                        piece.score() == null ? null : Given.of(piece.score()),
                        piece.assessor(),
                        piece.setting(),
                        piece.collaborators(),
                        piece.occurredAt())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return assessment.used().stream().map(byId::get).toList();
  }

  private static List<LeftOut> leftOut(Assessment assessment, Account account) {
    return assessment.leftOut().stream()
        .map(left -> {
          Ruling ruling = ruling(left, account);
          return new LeftOut(
              left.evidence().value(),
              ExplanationWords.word(left.why()),
              ExplanationWords.of(left.why()),
              ruling == null ? null : ruling.by(),
              ruling == null ? null : ruling.reason());
        })
        .toList();
  }

  private static @Nullable Ruling ruling(Grounds.LeftOut left, Account account) {
    return switch (left.why()) {
      case RETRACTED, SET_ASIDE -> account.takenOut().get(left.evidence());
      case UNSCORED, OFF_SCALE, OUTSIDE_WINDOW, NOT_CONSIDERED, AFTER_MASTERY -> null;
    };
  }

  private static Prerequisite prerequisite(Account.Prerequisite before, Curriculum curriculum) {
    return new Prerequisite(
        before.competency().value(), curriculum.codeOf(before.competency()), before.met());
  }

  private static JsonNode json(Object value) {
    return DomainJson.mapper().valueToTree(value);
  }
}

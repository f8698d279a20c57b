package progression.api.verdict;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import progression.api.intake.Fields;
import progression.api.problem.ProblemAdvice;
import progression.consequence.Answer;
import progression.curriculum.Curriculum;
import progression.event.CompetencyMastered;
import progression.event.EventCatalog;
import progression.event.GoalAchieved;
import progression.event.GoalReopened;
import progression.event.LearnerAdvanced;
import progression.event.LevelEvent;
import progression.event.MasteryWithdrawn;
import progression.event.PathwayContinued;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictChanged;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.PathwayId;
import progression.ledger.command.Outcome;
import progression.mastery.Mastery;

/**
 * What a caller is told whose request led to a verdict: the verdict and all that followed from it.
 *
 * @param evidence the id of the piece that it was about; none where it was about the competency
 *     itself
 * @param verdict what the rules say of the competency now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerdictAnswer(
    @Nullable String evidence, long position, Verdict verdict, List<Consequence> consequences) {

  /**
   * What the rules say of the learner and the competency now.
   *
   * @param competency its code, or else its CASE identifier
   * @param status {@code not-started}, {@code locked}, {@code awaiting-evaluation}, {@code
   *     needs-revision}, {@code not-yet}, {@code mastered}, {@code withdrawn} or {@code overridden}
   * @param estimate on the policy's scale, in two decimals; none with fewer scores than the method
   *     needs, or without a policy
   * @param policy its name and version, such as {@code math@3}; none where none applies
   * @param reason why, in one plain sentence
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verdict(
      String competency,
      String status,
      @Nullable BigDecimal estimate,
      @Nullable String policy,
      String reason) {}

  /**
   * Something that followed.
   *
   * @param type the wire name of the event
   * @param competency its code, or else its CASE identifier; none where it is about something else
   * @param pathway the id of the pathway; none where it is about something else
   * @param stage the id of the stage that it is about, or that she leaves; none behind the last
   *     one, and where it is about something else
   * @param to the id of the stage that she advances to; none where there is no further one, and
   *     where it is about anything but her advance
   * @param goal the id of the goal that was achieved, or opened again; none where it is about
   *     something else
   * @param level that a mastery reaches from now on, or no longer does; none where it is about
   *     something else
   * @param reason why, in words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Consequence(
      String type,
      @Nullable String competency,
      @Nullable String pathway,
      @Nullable String stage,
      @Nullable String to,
      @Nullable String goal,
      @Nullable BigDecimal level,
      String reason) {
    Consequence(
        String type,
        @Nullable String competency,
        @Nullable String pathway,
        @Nullable String stage,
        @Nullable String to,
        String reason) {
      this(type, competency, pathway, stage, to, null, null, reason);
    }
  }

  public static VerdictAnswer of(
      @Nullable EvidenceId evidence, Answer answer, Curriculum curriculum) {
    var verdict = answer.verdict();
    BigDecimal estimate = verdict.estimate();
    return new VerdictAnswer(
        evidence == null ? null : evidence.value(),
        answer.position(),
        new Verdict(
            curriculum.nameOf(answer.competency()),
            Fields.wordFor(verdict.status()),
            estimate == null ? null : Mastery.rounded(estimate),
            verdict.policy() == null ? null : verdict.policy() + "@" + verdict.policyVersion(),
            verdict.reason()),
        consequences(answer.consequences(), curriculum));
  }

  /** What followed, in its order. */
  public static List<Consequence> consequences(
      List<progression.event.Consequence> events, Curriculum curriculum) {
    return events.stream().map(event -> consequence(event, curriculum)).toList();
  }

  /** The answer to a command that somebody waits for. */
  public static ResponseEntity<Object> of(
      @Nullable EvidenceId evidence, Outcome<Answer> outcome, Curriculum curriculum) {
    return switch (outcome) {
      case Outcome.Refused<Answer> refused -> ProblemAdvice.answer(refused.rejection());
      case Outcome.Recorded<Answer> recorded -> {
        boolean nothing = recorded.firstPosition() < 0;
        Answer answer =
            recorded.outcome().located(nothing ? recorded.position() : recorded.firstPosition());
        yield new ResponseEntity<>(
            of(evidence, answer, curriculum), answer.again() ? HttpStatus.OK : HttpStatus.CREATED);
      }
    };
  }

  private static Consequence consequence(
      progression.event.Consequence event, Curriculum curriculum) {
    String type = EventCatalog.entry(event.getClass()).name();
    return switch (event) {
      case CompetencyMastered e ->
          new Consequence(
              type, curriculum.nameOf(e.competency()), null, null, null, e.grounds().reason());
      case MasteryWithdrawn e ->
          new Consequence(
              type, curriculum.nameOf(e.competency()), null, null, null, e.grounds().reason());
      case VerdictChanged e ->
          new Consequence(
              type,
              curriculum.nameOf(e.competency()),
              null,
              null,
              null,
              Fields.wordFor(e.verdict().status()) + ": " + e.verdict().reason());
      case LevelEvent e ->
          new Consequence(
              type,
              curriculum.nameOf(e.competency()),
              null,
              null,
              null,
              null,
              e.level(),
              e.grounds().reason());
      case PathwayContinued e ->
          onPathway(
              type,
              e.pathway(),
              e.stage(),
              null,
              "version %d of the pathway".formatted(e.pathwayVersion()));
      case StageCompleted e ->
          onPathway(
              type, e.pathway(), e.stage(), null, "mastered: " + called(e.mastered(), curriculum));
      case StagePlacedUnderReview e ->
          onPathway(type, e.pathway(), e.stage(), null, "unmet: " + called(e.unmet(), curriculum));
      case LearnerAdvanced e ->
          onPathway(
              type, e.pathway(), e.from(), e.to(), "the stage %s is completed".formatted(e.from()));
      case GoalAchieved e ->
          onGoal(type, e.goal(), "mastered: " + called(e.mastered(), curriculum));
      case GoalReopened e -> onGoal(type, e.goal(), "unmet: " + called(e.unmet(), curriculum));
    };
  }

  private static Consequence onPathway(
      String type, PathwayId pathway, @Nullable String stage, @Nullable String to, String reason) {
    return new Consequence(type, null, pathway.value(), stage, to, reason);
  }

  private static Consequence onGoal(String type, EntryId goal, String reason) {
    return new Consequence(type, null, null, null, null, goal.value(), null, reason);
  }

  private static String called(List<CompetencyId> competencies, Curriculum curriculum) {
    return competencies.stream().map(curriculum::called).collect(joining(", "));
  }
}

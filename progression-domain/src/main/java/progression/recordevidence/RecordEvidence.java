package progression.recordevidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.consequence.Answer;
import progression.consequence.RecordCommand;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.mastery.Evidence;
import progression.mastery.Score;

/**
 * Records evidence of one learner, in the order given: what is refused leaves the rest unharmed.
 *
 * @param author who sends it: the person that a client acts for, or the client
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record RecordEvidence(
    LearnerId learner, List<Line> lines, Actor author, Instant at, Curriculum curriculum)
    implements RecordCommand<RecordEvidence> {

  public RecordEvidence {
    lines = List.copyOf(lines);
  }

  /** One piece of evidence, and the competency that its name stands for. */
  public record Line(Submission submission, Resolution competency) {}

  /** Completes what the caller sent with the curriculum. */
  public static RecordEvidence of(
      LearnerId learner,
      List<Submission> submissions,
      Actor author,
      Instant at,
      Curriculum curriculum) {
    return new RecordEvidence(
        learner,
        submissions.stream()
            .map(submission ->
                new Line(
                    submission,
                    curriculum.resolve(submission.competency(), submission.framework())))
            .toList(),
        author,
        at,
        curriculum);
  }

  @Override
  public RecordEvidence with(Curriculum inForce) {
    return of(learner, lines.stream().map(Line::submission).toList(), author, at, inForce);
  }

  /** Whether every competency's name stands for exactly one. */
  public boolean isResolved() {
    return lines.stream().allMatch(line -> line.competency() instanceof Resolution.Found);
  }

  /**
   * Evidence as a caller sends it.
   *
   * @param competency a CASE identifier or a human coding scheme
   * @param framework which framework is meant, where the code stands in several
   */
  public record Submission(
      EvidenceId id,
      String competency,
      @Nullable FrameworkId framework,
      Evidence.Kind kind,
      @Nullable Score score,
      @Nullable String assessor,
      @Nullable String setting,
      List<String> collaborators,
      List<Evidence.Artifact> artifacts,
      Instant occurredAt,
      @Nullable Instant assessedAt) {

    /** The same with another score. */
    public Submission scored(Score other) {
      return new Submission(
          id,
          competency,
          framework,
          kind,
          other,
          assessor,
          setting,
          collaborators,
          artifacts,
          occurredAt,
          assessedAt);
    }

    Evidence evidence(LearnerId learner, CompetencyId resolved) {
      return new Evidence(
          id,
          learner,
          resolved,
          kind,
          score,
          assessor,
          setting,
          collaborators,
          artifacts,
          occurredAt,
          assessedAt);
    }
  }

  /** What became of one line. */
  public sealed interface LineOutcome {

    /** It is in the record, now or from before. */
    record InRecord(EvidenceId evidence, Answer answer) implements LineOutcome {}

    /** It is not. */
    record Refused(EvidenceId evidence, Rejection rejection) implements LineOutcome {}
  }
}

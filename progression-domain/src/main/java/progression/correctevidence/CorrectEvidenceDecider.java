package progression.correctevidence;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import progression.agency.Role;
import progression.consequence.Answer;
import progression.consequence.LearnerRecord;
import progression.consequence.Piece;
import progression.consequence.RulingDecider;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.event.EvidenceCorrected;
import progression.event.EvidenceModerated;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRescored;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceScored;
import progression.event.ProgressionEvent;
import progression.event.RevisionRequested;
import progression.event.VerdictEvent;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.mastery.Evidence;
import progression.mastery.Mastery;
import progression.mastery.Score;
import progression.mastery.Verdict;

/** What may be done with evidence depends on how it stands: see {@link #misfit}. */
public final class CorrectEvidenceDecider extends RulingDecider<CorrectEvidence> {

  /** The one who recorded it, a second one, and a third where they disagree. */
  private static final int MOST_SCORERS = 3;

  public CorrectEvidenceDecider() {
    super(Role.ASSESSORS);
  }

  @Override
  protected Decision<ProgressionEvent, Answer> rule(CorrectEvidence command, LearnerRecord record) {
    Piece piece = record.piece(command.competency().competency(), command.evidence());
    Framework framework = record.curriculum().framework(command.competency().framework());
    if (piece == null || framework == null) {
      return rejected(
          Rejection.Type.UNKNOWN_EVIDENCE,
          "the evidence %s is not in the record".formatted(command.evidence()));
    }
    String misfit = misfit(command, piece);
    if (misfit != null) {
      return rejected(Rejection.Type.RULING_CONFLICT, misfit);
    }
    Optional<String> offScale = offScale(command, framework);
    if (offScale.isPresent()) {
      return rejected(Rejection.Type.INVALID_EVIDENCE, offScale.get());
    }
    List<Evidence> counting = counting(command, record, piece);
    Answer answer =
        record.decide(
            command.competency(),
            command.at(),
            finding -> event(command, framework, counting, finding.verdict()));
    return accepted(record.decided(), answer);
  }

  /** What counts on the competency after the correction. */
  private static List<Evidence> counting(
      CorrectEvidence command, LearnerRecord record, Piece piece) {
    List<Evidence> counting = new ArrayList<>(record.evidence(command.competency().competency()));
    switch (command.correction()) {
      case Correction.Retracted _ ->
          counting.removeIf(evidence -> evidence.id().equals(command.evidence()));
      case Correction.Reinstated _ -> counting.add(piece.recorded());
      case Correction.Scored _,
          Correction.Rescored _,
          Correction.Moderated _,
          Correction.SentBack _ -> {
        // it counts as it did
      }
    }
    return counting;
  }

  /** Why the ruling can not be applied to the evidence as it stands; none where it can. */
  private static @Nullable String misfit(CorrectEvidence command, Piece piece) {
    String evidence = "the evidence " + command.evidence();
    boolean scored = !piece.scores().isEmpty();
    if (piece.isRetracted()) {
      return command.correction() instanceof Correction.Reinstated
          ? null
          : evidence + " is retracted; reinstate it first";
    }
    return switch (command.correction()) {
      case Correction.Scored _ ->
          scored ? evidence + " is scored; rescore or moderate it instead" : null;
      case Correction.SentBack _ ->
          scored ? evidence + " is scored; retract or rescore it instead" : null;
      case Correction.Rescored _ ->
          scored ? null : evidence + " is not scored yet; score it instead";
      case Correction.Moderated _ -> {
        if (!scored) {
          yield evidence + " is not scored yet; score it first";
        }
        if (piece.scores().size() == MOST_SCORERS) {
          yield evidence + " was judged by three scorers; rescore it instead";
        }
        yield piece.scores().stream().anyMatch(given -> command.ruling().by().equals(given.by()))
            ? "%s was scored by %s; a second scorer is somebody else"
                .formatted(evidence, command.ruling().by())
            : null;
      }
      case Correction.Retracted _ -> null;
      case Correction.Reinstated _ -> evidence + " is not retracted";
    };
  }

  private static Optional<String> offScale(CorrectEvidence command, Framework framework) {
    NamedPolicy policy = framework.policyFor(command.competency().competency());
    Score score =
        switch (command.correction()) {
          case Correction.Scored(Score given, _) -> given;
          case Correction.Rescored(Score given) -> given;
          case Correction.Moderated(Score given) -> given;
          case Correction.SentBack _, Correction.Retracted _, Correction.Reinstated _ -> null;
        };
    return policy == null || score == null
        ? Optional.empty()
        : Mastery.refusal(policy.definition(), score);
  }

  @Override
  protected boolean isSame(CorrectEvidence command, @Nullable VerdictEvent first) {
    return first instanceof EvidenceCorrected before
        && before.ruling().equals(command.ruling())
        && correction(before).equals(command.correction());
  }

  private static Correction correction(EvidenceCorrected event) {
    return switch (event) {
      case EvidenceScored e -> new Correction.Scored(e.score(), e.assessedAt());
      case EvidenceRescored e -> new Correction.Rescored(e.score());
      case EvidenceModerated e -> new Correction.Moderated(e.score());
      case RevisionRequested _ -> new Correction.SentBack();
      case EvidenceRetracted _ -> new Correction.Retracted();
      case EvidenceReinstated _ -> new Correction.Reinstated();
    };
  }

  private static EvidenceCorrected event(
      CorrectEvidence of, Framework in, List<Evidence> counting, Verdict verdict) {
    var learner = of.learner();
    var competency = of.competency().competency();
    var evidence = of.evidence();
    int version = in.version();
    Instant latest =
        counting.stream().map(Evidence::occurredAt).max(Comparator.naturalOrder()).orElse(null);
    return switch (of.correction()) {
      case Correction.Scored(Score score, Instant assessedAt) ->
          new EvidenceScored(
              learner,
              competency,
              evidence,
              in.id(),
              version,
              of.ruling(),
              score,
              assessedAt,
              verdict);
      case Correction.Rescored(Score score) ->
          new EvidenceRescored(
              learner, competency, evidence, in.id(), version, of.ruling(), score, verdict);
      case Correction.Moderated(Score score) ->
          new EvidenceModerated(
              learner, competency, evidence, in.id(), version, of.ruling(), score, verdict);
      case Correction.SentBack _ ->
          new RevisionRequested(
              learner, competency, evidence, in.id(), version, of.ruling(), verdict);
      case Correction.Retracted _ ->
          new EvidenceRetracted(
              learner,
              competency,
              evidence,
              in.id(),
              version,
              of.ruling(),
              counting.size(),
              latest,
              verdict);
      case Correction.Reinstated _ ->
          new EvidenceReinstated(
              learner,
              competency,
              evidence,
              in.id(),
              version,
              of.ruling(),
              counting.size(),
              latest,
              verdict);
    };
  }
}

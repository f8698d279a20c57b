package progression.consequence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import progression.event.EvidenceCorrected;
import progression.event.EvidenceModerated;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRescored;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceScored;
import progression.event.RevisionRequested;
import progression.event.Ruling;
import progression.mastery.Evidence;
import progression.mastery.ModeratedScore;
import progression.mastery.Policy;
import progression.mastery.Score;

/**
 * A piece of evidence as it stands after all that people ruled on it.
 *
 * @param recorded as it entered the record
 * @param scores those that count, each with who gave it; several where it was moderated
 * @param inRevision whether it was sent back to the learner
 * @param retracted by whom it was taken out of the count, and why; none where it counts
 */
public record Piece(
    Evidence recorded,
    List<Given> scores,
    @Nullable Instant assessedAt,
    boolean inRevision,
    @Nullable Ruling retracted) {

  /** A score, and who gave it, where that is known. */
  public record Given(Score score, @Nullable String by) {}

  public Piece {
    scores = List.copyOf(scores);
  }

  static Piece of(Evidence recorded) {
    Score score = recorded.score();
    return new Piece(
        recorded,
        score == null ? List.of() : List.of(new Given(score, recorded.assessor())),
        recorded.assessedAt(),
        false,
        null);
  }

  public boolean isRetracted() {
    return retracted != null;
  }

  Piece after(EvidenceCorrected event) {
    return switch (event) {
      case EvidenceScored e ->
          judged(List.of(new Given(e.score(), e.ruling().by())), e.assessedAt());
      case EvidenceRescored e -> judged(List.of(new Given(e.score(), e.ruling().by())), assessedAt);
      case EvidenceModerated e -> {
        List<Given> more = new ArrayList<>(scores);
        more.add(new Given(e.score(), e.ruling().by()));
        yield judged(more, assessedAt);
      }
      case RevisionRequested _ -> new Piece(recorded, scores, assessedAt, true, retracted);
      case EvidenceRetracted e -> new Piece(recorded, scores, assessedAt, inRevision, e.ruling());
      case EvidenceReinstated _ -> new Piece(recorded, scores, assessedAt, inRevision, null);
    };
  }

  private Piece judged(List<Given> given, @Nullable Instant when) {
    return new Piece(recorded, given, when, false, retracted);
  }

  /**
   * The evidence with what its scores come to.
   *
   * @param policy resolves several scores
   */
  Evidence evidence(@Nullable Policy policy) {
    Score score = score(policy);
    return Objects.equals(score, recorded.score()) ? recorded : scored(score);
  }

  private @Nullable Score score(@Nullable Policy policy) {
    if (scores.isEmpty()) {
      return null;
    }
    return policy == null
        ? scores.getLast().score()
        : ModeratedScore.of(policy, scores.stream().map(Given::score).toList());
  }

  private Evidence scored(@Nullable Score score) {
    return new Evidence(
        recorded.id(),
        recorded.learner(),
        recorded.competency(),
        recorded.kind(),
        score,
        assessor(),
        recorded.setting(),
        recorded.collaborators(),
        recorded.artifacts(),
        recorded.occurredAt(),
        assessedAt);
  }

  /** Who judged it: whoever is named first. */
  private @Nullable String assessor() {
    return recorded.assessor() != null || scores.isEmpty()
        ? recorded.assessor()
        : scores.getFirst().by();
  }
}

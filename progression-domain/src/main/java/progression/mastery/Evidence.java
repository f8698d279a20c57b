package progression.mastery;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;

/**
 * What a learner was seen to do, as the district reported it. Two of the same id are the same
 * evidence exactly when they are equal.
 *
 * @param score none while it awaits evaluation
 * @param collaborators whom she worked with, by name or id, in the order given
 * @param occurredAt when she did it
 * @param assessedAt when it was judged, where that is known apart
 */
public record Evidence(
    EvidenceId id,
    LearnerId learner,
    CompetencyId competency,
    Kind kind,
    @Nullable Score score,
    @Nullable String assessor,
    @Nullable String setting,
    List<String> collaborators,
    List<Artifact> artifacts,
    Instant occurredAt,
    @Nullable Instant assessedAt) {

  public Evidence {
    collaborators = List.copyOf(collaborators);
    artifacts = List.copyOf(artifacts);
  }

  /** The same as evidence on another competency. */
  public Evidence on(CompetencyId other) {
    return new Evidence(
        id,
        learner,
        other,
        kind,
        score,
        assessor,
        setting,
        collaborators,
        artifacts,
        occurredAt,
        assessedAt);
  }

  /** The forms in which competence shows. */
  public enum Kind {
    ASSESSMENT,
    PERFORMANCE_TASK,
    OBSERVATION,
    PORTFOLIO,
    CHALLENGE_EXAM,
    PRIOR_LEARNING,
    GROUP_WORK
  }

  /** A piece of work behind the evidence. */
  public record Artifact(URI uri, @Nullable String title) {}
}

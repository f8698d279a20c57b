package progression.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.mastery.Evidence.Artifact;

/**
 * The learner put a piece of evidence into her portfolio, with what the evidence says of where and
 * with whom she worked and with its artifacts, or took it out. The last word on a piece stands.
 *
 * @param competency what the evidence was given for
 * @param artifacts those behind the evidence
 * @param caption what she says of it
 */
public record PortfolioCurated(
    LearnerId learner,
    EntryId id,
    EvidenceId evidence,
    CompetencyId competency,
    @Nullable String assessor,
    @Nullable String setting,
    List<String> collaborators,
    List<Artifact> artifacts,
    boolean shown,
    @Nullable String caption,
    Actor author)
    implements LearnerOwnedEvent {
  public PortfolioCurated {
    collaborators = List.copyOf(collaborators);
    artifacts = List.copyOf(artifacts);
  }
}

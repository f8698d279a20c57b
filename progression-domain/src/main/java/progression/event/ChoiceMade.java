package progression.event;

import java.util.List;
import progression.agency.Actor;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * The learner chose among what a stage of her pathway leaves open. The last choice in a stage
 * stands. It guides what she is shown next and changes nothing about what the stage requires.
 *
 * @param chosen options of the stage's requirement; none takes her choice back
 */
public record ChoiceMade(
    LearnerId learner,
    EntryId id,
    PathwayId pathway,
    int pathwayVersion,
    String stage,
    List<CompetencyId> chosen,
    Actor author)
    implements LearnerOwnedEvent {
  public ChoiceMade {
    chosen = List.copyOf(chosen);
  }
}

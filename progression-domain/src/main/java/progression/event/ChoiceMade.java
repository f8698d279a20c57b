package progression.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * The learner chose a pathway, or among what a stage of hers leaves open. The last choice in a
 * stage stands. It guides what she is shown next and changes nothing about what the stage requires.
 *
 * @param stage none where she chose the pathway itself, on which she sets out then
 * @param chosen options of the stage's requirement; none takes her choice back
 */
public record ChoiceMade(
    LearnerId learner,
    EntryId id,
    PathwayId pathway,
    int pathwayVersion,
    @Nullable String stage,
    List<CompetencyId> chosen,
    Actor author)
    implements LearnerOwnedEvent {
  public ChoiceMade {
    chosen = List.copyOf(chosen);
  }
}

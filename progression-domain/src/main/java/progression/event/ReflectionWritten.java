package progression.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Links;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * The learner looked back on her learning.
 *
 * @param prompt the question that she answers; none where she wrote of her own accord
 */
public record ReflectionWritten(
    LearnerId learner, EntryId id, @Nullable String prompt, String text, Links links, Actor author)
    implements LearnerOwnedEvent {
  @Override
  public List<CompetencyId> named() {
    return links.competencies();
  }
}

package progression.requestfeedback;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.curriculum.Resolution;
import progression.entry.About;
import progression.entry.Entry;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;

/**
 * Asks for feedback on a learner's work.
 *
 * @param from whom it is asked; none where anybody's is welcome
 */
public record RequestFeedback(
    LearnerId learner,
    EntryId id,
    About about,
    @Nullable Actor from,
    @Nullable String question,
    Actor author)
    implements Entry {

  @Override
  public Tag tag() {
    return Tag.entry("feedback-request", learner, id);
  }

  @Override
  public List<Resolution> names() {
    return about.names();
  }

  @Override
  public Set<Tag> references() {
    return about.tags();
  }
}

package progression.givefeedback;

import java.util.HashSet;
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
 * Gives a learner feedback.
 *
 * @param request what it answers; none where nobody asked for it
 */
public record GiveFeedback(
    LearnerId learner,
    EntryId id,
    About about,
    String text,
    List<String> nextSteps,
    @Nullable EntryId request,
    Actor author)
    implements Entry {
  public GiveFeedback {
    nextSteps = List.copyOf(nextSteps);
  }

  @Override
  public Tag tag() {
    return Tag.entry("feedback", learner, id);
  }

  @Override
  public List<Resolution> names() {
    return about.names();
  }

  @Override
  public Set<Tag> references() {
    Set<Tag> references = new HashSet<>(about.tags());
    if (request != null) {
      references.add(Tag.entry("feedback-request", learner, request));
    }
    return references;
  }
}

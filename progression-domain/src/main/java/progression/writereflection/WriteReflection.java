package progression.writereflection;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.curriculum.Resolution;
import progression.entry.Entry;
import progression.entry.Linked;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;

/** Adds a reflection. */
public record WriteReflection(
    LearnerId learner,
    EntryId id,
    @Nullable String prompt,
    String text,
    Linked linked,
    Actor author)
    implements Entry {

  @Override
  public Tag tag() {
    return Tag.entry("reflection", learner, id);
  }

  @Override
  public List<Resolution> names() {
    return linked.names();
  }

  @Override
  public Set<Tag> references() {
    return linked.tags(learner);
  }
}

package progression.schedulecheckin;

import java.time.Instant;
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

/** Schedules a talk of the learner with somebody. */
public record ScheduleCheckIn(
    LearnerId learner,
    EntryId id,
    Instant at,
    Actor with,
    @Nullable String topic,
    Linked linked,
    Actor author)
    implements Entry {

  @Override
  public Tag tag() {
    return Tag.entry("check-in", learner, id);
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

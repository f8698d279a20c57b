package progression.entry;

import java.util.List;
import java.util.Set;
import progression.agency.Actor;
import progression.curriculum.Resolution;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;

/** A command that adds an entry to a learner's own record. */
public interface Entry {

  LearnerId learner();

  EntryId id();

  Actor author();

  /** By which it would be found if it were there already. */
  Tag tag();

  /** What its competencies' names stand for. */
  default List<Resolution> names() {
    return List.of();
  }

  /** The evidence and the entries that have to be in the learner's record. */
  default Set<Tag> references() {
    return Set.of();
  }

  /** Whether every competency's name stands for exactly one. */
  default boolean isResolved() {
    return names().stream().allMatch(Resolution.Found.class::isInstance);
  }
}

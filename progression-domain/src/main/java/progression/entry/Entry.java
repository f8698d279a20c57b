package progression.entry;

import java.util.List;
import java.util.Set;
import progression.agency.Actor;
import progression.curriculum.Resolution;
import progression.kernel.CompetencyId;
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

  /** The competencies that resolved names stand for. */
  static List<CompetencyId> competencies(List<Resolution> names) {
    return names.stream().map(Entry::competency).toList();
  }

  /** The competency that a resolved name stands for. */
  static CompetencyId competency(Resolution name) {
    return switch (name) {
      case Resolution.Found found -> found.competency();
      case Resolution.Unresolved none -> throw new IllegalStateException("not resolved: " + none);
    };
  }
}

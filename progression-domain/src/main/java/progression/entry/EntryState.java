package progression.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.event.EventCatalog;
import progression.event.EvidenceRecorded;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.RosterEvent;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.Tag;
import progression.mastery.Evidence;
import progression.roster.Circle;

/**
 * Who may act for the learner, the entry as it was first written, and what of her record the
 * command refers to. It belongs to one decision and is changed in place.
 */
public final class EntryState {

  /** An entry, and where it stands. */
  record First(LearnerEvent event, long position) {}

  private final Entry command;
  private final Circle circle;
  private final Map<Tag, LearnerEvent> known = new HashMap<>();
  private @Nullable First first;

  EntryState(Entry command) {
    this.command = command;
    this.circle = new Circle(command.learner());
  }

  void happened(LearnerEvent event, long position) {
    if (!event.learner().equals(command.learner())) {
      return; // evidence of another learner, found by its id
    }
    if (event instanceof RosterEvent of) {
      circle.evolve(of);
      return;
    }
    Set<Tag> tags = EventCatalog.tags(event);
    tags.forEach(tag -> known.putIfAbsent(tag, event));
    if (first == null && tags.contains(command.tag())) {
      first = new First(event, position);
    }
  }

  Circle circle() {
    return circle;
  }

  boolean knows(Tag tag) {
    return known.containsKey(tag);
  }

  /** A piece of evidence that the command refers to, as it was first recorded. */
  public Evidence evidence(EvidenceId id) {
    if (known.get(Tag.evidence(id)) instanceof EvidenceRecorded recorded) {
      return recorded.evidence();
    }
    throw new IllegalStateException("not in the record: " + id);
  }

  /** The competencies that were named for the entry when it was first written, in their order. */
  List<CompetencyId> namedBefore() {
    return first != null && first.event() instanceof LearnerOwnedEvent of ? of.named() : List.of();
  }

  @Nullable First first() {
    return first;
  }
}

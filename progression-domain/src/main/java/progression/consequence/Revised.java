package progression.consequence;

import java.util.List;
import progression.event.Consequence;
import progression.event.LevelEvent;
import progression.event.PathwayContinued;

/**
 * What came of looking at a learner's history again.
 *
 * @param revisions the verdicts that changed, in the order in which they were decided
 * @param events what was recorded of it, with all that follows; none where it was done before
 */
public record Revised(List<Revision> revisions, List<Consequence> events) {
  public Revised {
    revisions = List.copyOf(revisions);
    events = List.copyOf(events);
  }

  /** Whether there is anything to tell of: more than that claims are kept under another version. */
  public boolean isNews() {
    return !revisions.isEmpty()
        || events.stream()
            .anyMatch(event -> event instanceof PathwayContinued || event instanceof LevelEvent);
  }

  /** With all that a record has decided, where nothing but consequences was. */
  public static Revised of(List<Revision> revisions, LearnerRecord record) {
    return new Revised(revisions, record.decided().stream().map(Consequence.class::cast).toList());
  }
}

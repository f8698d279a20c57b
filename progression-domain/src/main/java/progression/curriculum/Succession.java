package progression.curriculum;

import java.util.List;
import progression.event.FrameworkPublished.Association;
import progression.kernel.CompetencyId;

/** What became of a competency. */
public sealed interface Succession {

  /** It is in force, and nothing takes its place. */
  record InForce() implements Succession {}

  /**
   * Another one takes its place: what was shown of the one was shown of the other.
   *
   * @param by the association that says so; of a chain of them, the first
   */
  record Succeeded(Resolution.Found to, Association.Type by) implements Succession {}

  /**
   * It can not be said what takes its place.
   *
   * @param candidates what might; none where nothing does
   */
  record Lost(Why why, List<CompetencyId> candidates) implements Succession {
    public Lost {
      candidates = List.copyOf(candidates);
    }
  }

  /** Why nothing can be carried over. */
  enum Why {
    /** The framework no longer has it and says of nothing that it takes its place. */
    REMOVED,
    /** Several take its place: which of them was shown, nobody can tell. */
    SPLIT,
    /** What takes its place is in turn replaced by it. */
    CIRCULAR
  }
}

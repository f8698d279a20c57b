package progression.projections.portfolio;

import java.util.List;
import progression.projections.rows.CommonRows;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of this projection, one record per table: what a fold makes of events, and what the
 * tables hold of one learner.
 */
record PortfolioRows(CommonRows common, List<Entry> entries) {

  PortfolioRows {
    entries = List.copyOf(entries);
  }

  /**
   * Something in a learner's own record.
   *
   * @param id unique among her entries of the kind
   * @param position of its first event
   * @param said what was said; of what is said later, the members replace those of before
   */
  record Entry(
      String district, String learner, Kind kind, String id, long position, ObjectNode said) {}

  /** What an entry is. */
  enum Kind {
    /** Somebody around her, by role and id. */
    PERSON,
    /** A group, by its id. */
    GROUP,
    /** Her profile; there is one. */
    PROFILE,
    /** A request for feedback. */
    REQUEST,
    FEEDBACK,
    REFLECTION,
    CHECK_IN,
    /** A choice, by pathway and stage. */
    CHOICE,
    /** A piece in her portfolio, by the id of the evidence. */
    PIECE,
    /** Evidence that does not count any more, by its id. */
    RETRACTED
  }
}

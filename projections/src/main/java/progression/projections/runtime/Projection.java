package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One projection: a folder with a fold, its SQL and its questions.
 *
 * <p>It owns the schema of its name, migrated from {@code db/projections/<name>}; its consumers
 * form the group {@code progression-<name>}.
 */
public interface Projection {

  /** Lower-case letters and digits. */
  String name();

  /** What reporting teams may ask of it, each with a view that its migrations make. */
  default List<Report> reports() {
    return List.of();
  }

  /**
   * Whether the envelope of an event is enough for it, so that it is given those too that nobody
   * can read. Elsewhere such an event parks its learner.
   */
  default boolean takesUnreadable() {
    return false;
  }

  /**
   * Changes rows. The same events in other batches make the same rows, and so do one learner's
   * events before or after those of others: nothing may depend on events of another learner, and
   * reference rows are replaced only by a higher position.
   *
   * @param connection in a transaction; tables are found by their bare names, because the same is
   *     written to a schema that is being rebuilt
   * @param events in the order of the ledger, as far as one learner or reference data goes; each is
   *     given once
   */
  void apply(Connection connection, List<ProjectedEvent> events) throws SQLException;
}

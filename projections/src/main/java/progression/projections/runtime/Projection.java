package progression.projections.runtime;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import progression.event.EventCatalog;
import progression.event.FrameworkPublished;
import progression.event.LearnerEnrolled;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;

/**
 * One projection: a folder with a fold, its SQL and its questions.
 *
 * <p>It owns the schema of its name, migrated from {@code db/projections/<name>}; its consumers
 * form the group {@code progression-<name>}.
 */
public interface Projection {

  /** What the rows are made of that every projection has. */
  Set<Class<? extends ProgressionEvent>> COMMON =
      Set.of(FrameworkPublished.class, PathwayPublished.class, LearnerEnrolled.class);

  /** Lower-case letters and digits. */
  String name();

  /** What reporting teams may ask of it, each with a view that its migrations make. */
  default List<Report> reports() {
    return List.of();
  }

  /**
   * The kinds of events that its rows are made of, beside the {@linkplain #COMMON common ones}.
   * Others it is not given.
   */
  default Set<Class<? extends ProgressionEvent>> reads() {
    return Set.of(ProgressionEvent.class);
  }

  /**
   * The wire names of what it does not read. A type that is not in the catalog is not among them:
   * nobody can say that it does not matter.
   */
  default Set<String> ignores() {
    Set<Class<? extends ProgressionEvent>> reads = new HashSet<>(reads());
    reads.addAll(COMMON);
    return EventCatalog.entries().stream()
        .filter(entry -> reads.stream().noneMatch(kind -> kind.isAssignableFrom(entry.type())))
        .map(EventCatalog.Entry::name)
        .collect(toUnmodifiableSet());
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
   * @param events in the order of the ledger, as far as one learner or reference data goes; each
   *     that it {@linkplain #reads reads} is given once
   */
  void apply(Connection connection, List<ProjectedEvent> events) throws SQLException;
}

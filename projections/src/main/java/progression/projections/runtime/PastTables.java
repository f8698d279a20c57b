package progression.projections.runtime;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import progression.ledger.LedgerPages;
import progression.projections.http.ProblemException;
import progression.relay.EventTopic;

/**
 * A projection's tables as they were when a district's ledger ended at an earlier position: built
 * from it in a schema of their own, for as long as somebody looks at them.
 */
public final class PastTables {

  private static final Logger log = LoggerFactory.getLogger(PastTables.class);
  private static final int BATCH = 5_000;

  private final DataSource dataSource;
  private final Districts districts;
  private final EventTopic topic;
  private final Semaphore one = new Semaphore(1);

  public PastTables(DataSource dataSource, Districts districts, EventTopic topic) {
    this.dataSource = dataSource;
    this.districts = districts;
    this.topic = topic;
  }

  /** Work on a schema that is gone afterwards. */
  public interface Work {
    /**
     * @param reached up to where its tables are complete: where events wait to be mended that could
     *     not be applied, no further than to the first
     */
    void on(String schema, long reached) throws IOException;
  }

  /**
   * Builds the tables up to and including a position, and has somebody look at them.
   *
   * @throws ProblemException if another past is being looked at
   */
  public void at(Projection projection, String district, long position, Work work)
      throws IOException {
    if (!one.tryAcquire()) {
      throw ProblemException.notYet("another export as of an earlier position runs; ask again");
    }
    try (Connection held = dataSource.getConnection()) {
      dropAbandoned(dataSource, projection);
      // Of no other process, nor of one that died on the way: theirs may hold later rows.
      String schema =
          "%s_past_%s".formatted(projection.name(), UUID.randomUUID().toString().substring(0, 8));
      RebuildLockJdbc.lock(held, schema);
      try {
        work.on(schema, build(projection, schema, district, position));
      } finally {
        drop(held, schema);
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("An earlier state cannot be built.", e);
    } finally {
      one.release();
    }
  }

  /** Drops the earlier states that a process left behind when it was killed. */
  static void dropAbandoned(DataSource dataSource, Projection projection) {
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.dropAbandoned(connection, projection.name());
    } catch (SQLException e) {
      log.warn(
          "An earlier state of {} is left behind; the next one drops it.", projection.name(), e);
    }
  }

  private static void drop(Connection held, String schema) {
    try {
      try {
        RebuildJdbc.dropSchema(held, schema);
      } finally {
        RebuildLockJdbc.unlock(held, schema);
      }
    } catch (SQLException e) {
      log.warn("The schema {} is left behind; the next one drops it.", schema, e);
    }
  }

  /** Returns up to where the tables are complete. */
  private long build(Projection projection, String schema, String district, long position)
      throws SQLException {
    Schemas.migrate(dataSource, projection, schema);
    ProjectionWriter writer = new ProjectionWriter(projection, schema, dataSource);
    writer.transaction(connection ->
        RebuildJdbc.copyDropped(
            connection, projection.name(), schema, district, topic.incarnation(district)));
    build(writer, district, position);
    return writer.transaction(connection -> ParkedJdbc.complete(connection, district, position));
  }

  private void build(ProjectionWriter writer, String district, long position) throws SQLException {
    LedgerPages<Arrival> pages =
        districts
            .ledger(district)
            .pages(
                writer.reads(-1, position),
                BATCH,
                event -> Arrival.of(event, district, topic.partitions()));
    for (List<Arrival> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      List<Arrival> events = page;
      writer.transaction(connection -> {
        writer.apply(connection, events);
        return true;
      });
    }
  }
}

package progression.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL when a ledger grew by the hand of another process. As announcements can be
 * lost, it also looks for itself from time to time, where somebody waits.
 */
final class LedgerListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerListener.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final Map<String, Ledger> bySchema;
  private final Duration look;
  private final Thread thread;
  private volatile boolean closed;

  LedgerListener(DataSource dataSource, Map<String, Ledger> bySchema) {
    this(dataSource, bySchema, LOOK);
  }

  /** The same with another time between two looks. */
  LedgerListener(DataSource dataSource, Map<String, Ledger> bySchema, Duration look) {
    this.dataSource = dataSource;
    this.bySchema = Map.copyOf(bySchema);
    this.look = look;
    this.thread = Thread.ofVirtual().name("ledger-listener").start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException | LedgerUnavailableException e) {
        LOG.warn("Not listening for news of the ledgers: {}", e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    AppendJdbc.listen(connection);
    try {
      hearAll(connection.unwrap(PGConnection.class));
    } finally {
      // Through the pool's connection, so that the pool notices if it is broken.
      AppendJdbc.unlisten(connection);
    }
  }

  private void hearAll(PGConnection postgres) throws SQLException {
    long nextLook = System.nanoTime();
    while (!closed) {
      if (System.nanoTime() >= nextLook) {
        bySchema.values().stream().filter(l -> l.signal().isAwaited()).forEach(this::look);
        nextLook = System.nanoTime() + look.toNanos();
      }
      for (PGNotification news : postgres.getNotifications((int) PAUSE.toMillis())) {
        hear(news.getParameter());
      }
    }
  }

  private void look(Ledger ledger) {
    ledger.signal().advance(ledger.head().position());
  }

  /** What {@link AppendJdbc#announce} said: a schema and a position. */
  private void hear(String news) {
    int colon = news.indexOf(':');
    Ledger ledger = bySchema.get(news.substring(0, Math.max(colon, 0)));
    if (ledger != null) {
      ledger.signal().advance(Long.parseLong(news.substring(colon + 1)));
    }
  }
}

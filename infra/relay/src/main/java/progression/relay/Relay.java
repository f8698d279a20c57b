package progression.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.relay.RelayStatus.Role;

/**
 * Carries one district's ledger to Kafka.
 *
 * <p>Any number of processes may run one; whoever holds the ledger's leader lock sends and the
 * others stand by. After a failure it begins again from what Kafka says was sent.
 */
public final class Relay implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private static final int PAGE_EVENTS = 1_000;
  private static final Duration MARK_EVERY = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final String district;
  private final String schema;
  private final LedgerReader ledger;
  private final DataSource dataSource;
  private final EventTopic topic;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile RelayStatus status;

  /**
   * @param schema the ledger's schema, by which relays of the same ledger know each other
   * @param dataSource the ledger's database; one connection of it is kept while this relay leads
   */
  public Relay(
      String district,
      String schema,
      LedgerReader ledger,
      DataSource dataSource,
      EventTopic topic) {
    this.district = district;
    this.schema = schema;
    this.ledger = ledger;
    this.dataSource = dataSource;
    this.topic = topic;
    this.status = new RelayStatus(district, Role.STOPPED, -1, null);
    this.thread = Thread.ofPlatform().name("relay-" + district).unstarted(this::run);
  }

  /** Begins to stand by, and to send as soon as nobody else does. */
  public void start() {
    thread.start();
  }

  /** What it is doing now. */
  public RelayStatus status() {
    return status;
  }

  /** Finishes the transaction in hand and stops; another process can lead at once. */
  @Override
  public void close() {
    stop.countDown();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(Duration.ofSeconds(30))) {
        log.warn("The relay of district {} is still busy and was left behind.", district);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!isStopped()) {
        try {
          standByAndLead();
        } catch (InterruptedException e) {
          return;
        } catch (Exception e) {
          failed(e);
        }
        pause();
      }
    } finally {
      become(Role.STOPPED, -1, null);
    }
  }

  private void standByAndLead() throws SQLException, InterruptedException {
    Optional<LeaderLockJdbc> acquired = LeaderLockJdbc.tryAcquire(dataSource, schema);
    if (acquired.isEmpty()) {
      become(Role.STANDBY, -1, null);
      return;
    }
    try (LeaderLockJdbc lock = acquired.get();
        RelaySession session = RelaySession.open(topic, district, ledger)) {
      log.info("Relaying district {} from position {}.", district, session.state().position());
      lead(lock, session);
    }
  }

  private void lead(LeaderLockJdbc lock, RelaySession session)
      throws SQLException, InterruptedException {
    long markAt = System.nanoTime();
    while (!isStopped() && lock.isHeld()) {
      long position = session.state().position();
      become(Role.LEADING, position, null);
      List<StoredEvent> page = ledger.after(position, PAGE_EVENTS);
      boolean mark = System.nanoTime() - markAt >= 0;
      if (page.isEmpty() && session.state().isTold()) {
        ledger.awaitBeyond(position, IDLE);
      } else if (page.isEmpty() && !mark) {
        ledger.awaitBeyond(position, Duration.ofNanos(markAt - System.nanoTime()));
      } else {
        session.relay(page, mark);
        markAt = mark ? System.nanoTime() + MARK_EVERY.toNanos() : markAt;
      }
    }
  }

  private void failed(Exception e) {
    String error = e.getMessage() == null ? e.toString() : e.getMessage();
    if (!error.equals(status.error())) {
      log.error("The relay of district {} failed and will try again.", district, e);
    }
    become(Role.FAILED, status.position(), error);
  }

  private void become(Role role, long position, @Nullable String error) {
    status = new RelayStatus(district, role, position, error);
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private void pause() {
    try {
      stop.await(TRY_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stop.countDown();
    }
  }
}

package progression.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.ledger.AppendJdbc.Addition;

/**
 * Writes whatever appends wait into one transaction, again and again while any do.
 *
 * <p>A transaction takes the ledger's lock, reads the end, checks every condition, adds the events
 * of those that pass and commits. Where nobody else writes, all of that is one round trip. It is
 * the lock, not this batching, that makes it correct: any number of appenders may work on one
 * ledger, in any number of processes. Nobody waits for company: a lone append is a batch of one.
 */
class GroupCommitAppender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitAppender.class);

  /** How long a connection is kept when nothing is to be written. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** How long the ledger is asked what became of a commit whose answer was lost. */
  private static final Duration ASKING = Duration.ofSeconds(10);

  /** How long nothing has to come before other nodes are told. */
  private static final Duration MOMENT = Duration.ofMillis(2);

  /** How long they wait at most while something always comes. */
  private static final Duration NEWS = Duration.ofMillis(20);

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Answers callers, so that whatever they do next never happens on the thread that writes. */
  private static final Executor ANSWERS = Executors.newVirtualThreadPerTaskExecutor();

  private final DataSource dataSource;
  private final AppendJdbc jdbc;
  private final HeadSignal signal;
  private final Duration asking;
  private final ExecutorService serving =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("ledger-appender").factory());
  private final AppendQueue queue = new AppendQueue(() -> serving.execute(this::serve));
  private final BatchLimit limit = new BatchLimit();
  private final AppendMeters meters = new AppendMeters();
  private volatile boolean outage;
  private volatile @Nullable LeftEnd left;
  private volatile boolean alone = true;
  private volatile long announcedAt = System.nanoTime();
  private volatile long unannounced = -1;

  GroupCommitAppender(DataSource dataSource, AppendJdbc jdbc, HeadSignal signal) {
    this(dataSource, jdbc, signal, ASKING);
  }

  /** The same with less or more patience when the answer to a commit is lost. */
  GroupCommitAppender(DataSource dataSource, AppendJdbc jdbc, HeadSignal signal, Duration asking) {
    this.dataSource = dataSource;
    this.jdbc = jdbc;
    this.signal = signal;
    this.asking = asking;
  }

  /**
   * Queues an append. It completes once the events are durable, or exceptionally with {@link
   * AppendEventsTransactionRejectedException} (a conflict), {@link LedgerUnavailableException},
   * {@link OutcomeUnknownException}, or an {@link IllegalArgumentException} for events that no
   * ledger can keep, such as those with an id that is taken.
   *
   * @throws LedgerBusyException if too much waits already
   */
  CompletableFuture<Long> append(AppendRequest request) {
    meters.watch(request.done());
    queue.add(request);
    return request.done();
  }

  /** Whether the last append failed for want of a ledger that works. */
  boolean isOut() {
    return outage;
  }

  /** Tells that the ledger was found to work again. */
  void recovered() {
    outage = false;
  }

  /** Refuses what comes now, and returns when all that waited is written. */
  @Override
  public void close() {
    queue.close();
    serving.close();
  }

  /** Publishes how long appends take, how large batches are and how much waits. */
  void publish(MeterRegistry registry, String district) {
    meters.publish(registry, district, queue);
  }

  /** What the earlier requests of a batch lead to; nothing yet. */
  InBatch emptyBatch() {
    return new InBatch();
  }

  private void serve() {
    while (true) {
      List<AppendRequest> batch = take(Duration.ZERO);
      if (batch.isEmpty()) {
        return;
      }
      Connection connection;
      try {
        connection = dataSource.getConnection();
      } catch (SQLException e) {
        fail(batch, unavailable(e));
        continue;
      }
      try (connection) {
        while (writeWhateverHappens(connection, batch) && announce(connection)) {
          batch = take(IDLE);
          if (batch.isEmpty()) {
            return;
          }
        }
      } catch (SQLException e) {
        LOG.warn("A connection could not be given back", e);
      }
    }
  }

  private List<AppendRequest> take(Duration patience) {
    return queue.take(limit.events(), BatchLimit.MOST_BYTES, patience);
  }

  /** Writes; where our own code fails, nobody waits for ever and the next ones go on. */
  private boolean writeWhateverHappens(Connection connection, List<AppendRequest> batch) {
    try {
      return write(connection, batch);
    } catch (RuntimeException | Error e) {
      LOG.error("Writing a batch failed in an unknown place", e);
      fail(batch, new OutcomeUnknownException("writing failed in an unknown place", e));
      rollback(connection);
      return false;
    }
  }

  /** Answers every request of the batch. Returns whether the connection can be used again. */
  private boolean write(Connection connection, List<AppendRequest> batch) {
    long started = System.nanoTime();
    LeftEnd end = left;
    Fate fate =
        end != null && isAlone()
            ? writeAtOnce(connection, prepare(end.tip(), batch, new BitSet()), batch)
            : Fate.OPEN;
    if (fate == Fate.OPEN) {
      fate = writeInSteps(connection, batch);
    }
    if (fate == Fate.DONE) {
      limit.learn(events(batch), Duration.ofNanos(System.nanoTime() - started));
    }
    return fate == Fate.DONE;
  }

  private enum Fate {
    /** Every request is answered. */
    DONE,
    /** Every request is answered, and the connection is of no more use. */
    BROKEN,
    /** Nothing is recorded or answered. */
    OPEN
  }

  /**
   * What a batch comes to once it is committed.
   *
   * @param conditions of the requests whose events are added
   */
  private record Prepared(Addition addition, Wanted conditions, List<Runnable> answers) {}

  /** Whether the ledger's end was last found where this node had left it. */
  boolean isAlone() {
    return alone;
  }

  /** One round trip, if nobody else has written and all goes well. */
  private Fate writeAtOnce(Connection connection, Prepared prepared, List<AppendRequest> batch) {
    Optional<ClockReading> clock;
    try {
      clock = jdbc.appendAtOnce(connection, prepared.addition, prepared.conditions);
    } catch (SQLException e) {
      boolean usable = rollback(connection);
      if (usable && SqlFault.isRefusal(e)) {
        return abandon(connection, batch, e);
      }
      settle(prepared, batch, e);
      return Fate.BROKEN;
    }
    if (clock.isEmpty()) {
      return Fate.OPEN;
    }
    recorded(prepared, clock.get(), batch);
    return Fate.DONE;
  }

  /** Each step is a statement of its own, in this order. */
  private Fate writeInSteps(Connection connection, List<AppendRequest> batch) {
    Prepared prepared;
    ClockReading clock;
    try {
      jdbc.begin(connection);
      AppendJdbc.Look look = jdbc.look(connection, batch);
      clock = look.clock();
      alone = left == null || left.position() == look.tip().position();
      prepared = prepare(look.tip(), batch, look.conflicts());
      if (!prepared.addition.events().isEmpty()) {
        jdbc.insert(connection, prepared.addition);
      }
    } catch (SQLException e) {
      if (rollback(connection)) {
        return abandon(connection, batch, e);
      }
      fail(batch, unavailable(e));
      return Fate.BROKEN;
    } catch (RuntimeException | Error e) {
      fail(batch, e);
      return rollback(connection) ? Fate.DONE : Fate.BROKEN;
    }
    try {
      jdbc.commit(connection);
    } catch (SQLException e) {
      settle(prepared, batch, e);
      return Fate.BROKEN;
    }
    recorded(prepared, clock, batch);
    return Fate.DONE;
  }

  /** What becomes of each request, where those of these numbers are known to conflict. */
  private Prepared prepare(AppendJdbc.Tip tip, List<AppendRequest> batch, BitSet conflicts) {
    InBatch accepted = emptyBatch();
    Wanted conditions = new Wanted();
    List<Runnable> answers = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      AppendRequest request = batch.get(i);
      if (conflicts.get(i) || accepted.conflictsWith(request)) {
        answers.add(() -> request.done().completeExceptionally(conflict(request)));
      } else {
        accepted.add(request);
        request.conditions().forEach(conditions::add);
        long last = tip.position() + accepted.events().size();
        answers.add(() -> request.done().complete(last));
      }
    }
    return new Prepared(jdbc.addition(tip, accepted.events()), conditions, answers);
  }

  private void recorded(Prepared prepared, ClockReading clock, List<AppendRequest> batch) {
    prepared.answers.forEach(ANSWERS::execute);
    int events = prepared.addition.events().size();
    meters.batch(batch, events);
    if (events > 0) {
      outage = false;
      left = LeftEnd.after(prepared.addition, clock);
      unannounced = prepared.addition.last();
      signal.advance(unannounced);
    }
  }

  /** Nothing is recorded. Requests without a fault of their own go on. */
  private Fate abandon(Connection connection, List<AppendRequest> batch, SQLException e) {
    if (!SqlFault.isOfTheData(e)) {
      fail(batch, unavailable(e));
      return Fate.BROKEN;
    }
    if (batch.size() == 1) {
      fail(batch, new IllegalArgumentException("the ledger cannot keep these events", e));
      return Fate.DONE;
    }
    Fate fate = Fate.DONE;
    for (AppendRequest alone : batch) {
      if (fate == Fate.DONE) {
        fate = writeInSteps(connection, List.of(alone));
      } else {
        fail(List.of(alone), unavailable(e));
      }
    }
    return fate;
  }

  /**
   * The commit was sent and its answer lost. The old transaction holds the lock until it has ended,
   * or it comes too late for the fence; so once the lock is ours the ledger itself can tell. While
   * it cannot be asked, what waits to be written is refused, as none of it was sent.
   */
  private void settle(Prepared prepared, List<AppendRequest> batch, SQLException lost) {
    LOG.warn("The answer to a commit was lost; asking the ledger what became of it", lost);
    left = null;
    long deadline = System.nanoTime() + asking.toNanos();
    while (true) {
      try (Connection connection = dataSource.getConnection()) {
        boolean committed;
        try {
          jdbc.begin(connection);
          jdbc.fenceOff(connection);
          committed = jdbc.stands(connection, prepared.addition);
          jdbc.commit(connection);
        } finally {
          rollback(connection);
        }
        if (committed) {
          prepared.answers.forEach(ANSWERS::execute);
          signal.advance(prepared.addition.last());
        } else {
          fail(batch, unavailable(lost));
        }
        return;
      } catch (SQLException e) {
        fail(queue.withdraw(), unavailable(e));
        if (System.nanoTime() > deadline) {
          fail(batch, new OutcomeUnknownException("the answer to a commit was lost", e));
          return;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /**
   * This node has heard already. The others do once nothing has come for a moment, so that no
   * append waits for it, and now and then while appends keep coming. Each news replaces those
   * before it.
   */
  private boolean announce(Connection connection) {
    long head = unannounced;
    if (head < 0 || (queue.awaitMore(MOMENT) && System.nanoTime() - announcedAt < NEWS.toNanos())) {
      return true;
    }
    unannounced = -1;
    announcedAt = System.nanoTime();
    try {
      jdbc.announce(connection, head);
      return true;
    } catch (SQLException e) {
      LOG.warn("Other nodes will notice the new events a little later", e);
      return false;
    }
  }

  private boolean rollback(Connection connection) {
    try {
      jdbc.rollback(connection);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void fail(List<AppendRequest> batch, Throwable cause) {
    batch.forEach(request -> ANSWERS.execute(() -> request.done().completeExceptionally(cause)));
  }

  private LedgerUnavailableException unavailable(SQLException e) {
    outage = true;
    return new LedgerUnavailableException("the ledger cannot be written to", e);
  }

  private static AppendEventsTransactionRejectedException conflict(AppendRequest request) {
    return AppendEventsTransactionRejectedException.conflictingEventsDetected(
        new GlobalIndexConsistencyMarker(request.marker()));
  }

  private static int events(List<AppendRequest> batch) {
    return batch.stream().mapToInt(request -> request.events().size()).sum();
  }
}

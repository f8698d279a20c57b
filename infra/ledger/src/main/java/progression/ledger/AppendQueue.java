package progression.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The appends that wait for the next batch: interactive ones first, each kind in its order.
 *
 * <p>As long as interactive ones come, bulk gives way: a batch holds little of it, and then others
 * have the processors for a while. What is appended in bulk also has to be relayed and projected,
 * and a live event stands behind it on the whole way to its reader.
 */
final class AppendQueue {

  /** So much of each kind may wait; beyond it callers are refused rather than kept in memory. */
  static final long MOST_BYTES = 64L << 20;

  /** Bulk gives way for so long after an interactive append. */
  static final long LIVE = Duration.ofSeconds(1).toNanos();

  /** A batch then holds so many events of it; the last request may go beyond. */
  static final int PORTION = 256;

  /** Others are then left so many times as long as its last batch took, at most {@link #LIVE}. */
  private static final int PAUSES = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Line interactive = new Line();
  private final Line bulk = new Line();
  private final Runnable serve;
  private final LongSupplier nanos;
  private long liveAt;
  private long takenAt;
  private long bulkFrom;
  private boolean tookBulk;
  private boolean served;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param serve makes somebody {@link #take} until nothing is left; called when nobody does
   */
  AppendQueue(Runnable serve) {
    this(serve, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanos as {@link System#nanoTime}
   */
  AppendQueue(Runnable serve, LongSupplier nanos) {
    this.serve = serve;
    this.nanos = nanos;
    this.liveAt = nanos.getAsLong() - LIVE;
    this.bulkFrom = liveAt;
  }

  private static final class Line {
    private final Deque<AppendRequest> requests = new ArrayDeque<>();
    private long bytes;
  }

  /**
   * Adds a request.
   *
   * @throws LedgerBusyException if too much waits already
   */
  void add(AppendRequest request) {
    Line line = request.priority() == Priority.INTERACTIVE ? interactive : bulk;
    long bytes = request.bytes();
    lock.lock();
    try {
      if (closed) {
        throw new LedgerBusyException("the ledger is shutting down");
      }
      if (line.bytes + bytes > MOST_BYTES && !line.requests.isEmpty()) {
        throw new LedgerBusyException("too many appends wait already");
      }
      if (line == interactive) {
        liveAt = nanos.getAsLong();
      }
      line.requests.add(request);
      line.bytes += bytes;
      arrived.signal();
      if (!served) {
        served = true;
        serve.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what fits into a batch, at least one request. Waits a while if there is none, then
   * returns an empty list, and from then on the queue is no longer served. Whoever takes has done
   * with what was taken before.
   */
  List<AppendRequest> take(int mostEvents, long mostBytes, Duration patience) {
    lock.lock();
    if (tookBulk) {
      long now = nanos.getAsLong();
      bulkFrom = now + Math.min(PAUSES * (now - takenAt), LIVE);
    }
    try {
      long left = patience.toNanos();
      while (isEmpty() && left > 0 && !closed) {
        left = arrived.awaitNanos(left);
      }
      while (!isEmpty() && !isReady() && !closed) {
        long unused = arrived.awaitNanos(bulkFrom - nanos.getAsLong());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // What waits is still taken.
    }
    try {
      List<AppendRequest> batch = next(mostEvents, mostBytes, roomForBulk());
      takenAt = nanos.getAsLong();
      tookBulk = !batch.isEmpty() && batch.getLast().priority() == Priority.BULK;
      served = !batch.isEmpty();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits at once. The queue stays served by whoever does so. */
  List<AppendRequest> withdraw() {
    lock.lock();
    try {
      return next(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    } finally {
      lock.unlock();
    }
  }

  private boolean givesWay() {
    return nanos.getAsLong() - liveAt < LIVE;
  }

  private boolean isPaused() {
    return givesWay() && nanos.getAsLong() - bulkFrom < 0;
  }

  /** Whether there is a request that may be taken now. */
  private boolean isReady() {
    return !interactive.requests.isEmpty() || (!bulk.requests.isEmpty() && !isPaused());
  }

  private int roomForBulk() {
    if (!givesWay()) {
      return Integer.MAX_VALUE;
    }
    return isPaused() && !interactive.requests.isEmpty() ? 0 : PORTION;
  }

  private List<AppendRequest> next(int mostEvents, long mostBytes, long roomForBulk) {
    List<AppendRequest> batch = new ArrayList<>();
    long events = 0;
    long bytes = 0;
    for (Line line : List.of(interactive, bulk)) {
      long room = line == bulk ? roomForBulk : Long.MAX_VALUE;
      while (room > 0 && !line.requests.isEmpty()) {
        AppendRequest next = line.requests.element();
        room -= next.events().size();
        events += next.events().size();
        bytes += next.bytes();
        if (!batch.isEmpty() && (events > mostEvents || bytes > mostBytes)) {
          break;
        }
        batch.add(line.requests.remove());
        line.bytes -= next.bytes();
      }
    }
    return batch;
  }

  /** Waits a moment for a request that may be taken. Returns whether there is one. */
  boolean awaitMore(Duration moment) {
    lock.lock();
    try {
      long left = moment.toNanos();
      while (!isReady() && left > 0 && !closed) {
        left = arrived.awaitNanos(left);
      }
      return isReady();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // What waits is still taken.
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses new requests; those that wait are still taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many appends wait. */
  int size() {
    lock.lock();
    try {
      return interactive.requests.size() + bulk.requests.size();
    } finally {
      lock.unlock();
    }
  }

  /** How much they would write. */
  long bytes() {
    lock.lock();
    try {
      return interactive.bytes + bulk.bytes;
    } finally {
      lock.unlock();
    }
  }

  private boolean isEmpty() {
    return interactive.requests.isEmpty() && bulk.requests.isEmpty();
  }
}

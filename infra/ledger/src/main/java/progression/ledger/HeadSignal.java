package progression.ledger;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.Registration;

/** Wakes those who wait for a ledger to grow. What it knows may lag, and never runs ahead. */
final class HeadSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Set<Runnable> callbacks = ConcurrentHashMap.newKeySet();
  private long head = -1;

  /** Tells that the ledger has an event at this position. */
  void advance(long position) {
    lock.lock();
    try {
      if (position <= head) {
        return;
      }
      head = position;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    if (!callbacks.isEmpty()) {
      Thread.startVirtualThread(() -> callbacks.forEach(Runnable::run));
    }
  }

  /** Position of the last event that is known here; −1 before anything is. */
  long head() {
    lock.lock();
    try {
      return head;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until an event behind the position is known; false when the time is up. */
  boolean await(long position, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (head <= position && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return head > position;
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody would want to know of an event that is not known here yet. */
  boolean isAwaited() {
    lock.lock();
    try {
      return lock.hasWaiters(grown) || !callbacks.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Runs the callback, on a thread of its own, whenever the ledger has grown. */
  Registration onGrowth(Runnable callback) {
    callbacks.add(callback);
    return () -> callbacks.remove(callback);
  }
}

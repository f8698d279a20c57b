package progression.projections.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import progression.projections.runtime.CheckpointJdbc.Advance;
import progression.projections.runtime.CheckpointJdbc.Share;

/** What this process has committed for one projection, for those who wait for it. */
final class Commits {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<Share, Long> positions = new HashMap<>();

  /** Checkpoints that moved. */
  void add(Iterable<Advance> advances) {
    lock.lock();
    try {
      advances.forEach(advance -> positions.merge(advance.share(), advance.to(), Math::max));
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all of them have reached the position; false if the time is up before. */
  boolean await(Set<Share> shares, long position, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!hasReached(shares, position)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = moved.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasReached(Set<Share> shares, long position) {
    return shares.stream().allMatch(share -> positions.getOrDefault(share, -1L) >= position);
  }
}

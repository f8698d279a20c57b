package progression.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Has threads do the same thing again and again for a while. */
final class Measure {

  private static final long LONGEST = Duration.ofMinutes(10).toNanos();

  private Measure() {}

  /** In milliseconds. */
  record Latency(double p50, double p99, double p999) {}

  /**
   * What came of it.
   *
   * @param value units in a second, or a latency in milliseconds where the scenario measures that
   * @param latency of one call; none where it would say nothing
   * @param admittedTwice where seats were given away: how many too many
   */
  record Result(double value, @Nullable Latency latency, long admittedTwice) {

    /** With the median latency as the value. */
    Result asLatency() {
      if (latency == null) {
        throw new IllegalStateException("no latency was measured");
      }
      return new Result(latency.p50, latency, admittedTwice);
    }

    Result withoutLatency() {
      return new Result(value, null, admittedTwice);
    }

    Result admittedTwice(long count) {
      return new Result(value, latency, count);
    }
  }

  /** One thread's work. Closed at the end if it can be. */
  interface Work {
    /** Does it once; returns how many units that was. */
    int once() throws Exception;
  }

  /** Sets up the work of thread number 0, 1, … */
  interface Workers {
    Work start(int number) throws Exception;
  }

  /** The threads are set up first and then let go together. */
  static Result inThreads(int threads, Duration time, Workers workers) throws Exception {
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Long>> units = new ArrayList<>();
    Histogram all = new Histogram(LONGEST, 3);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int number = i;
        units.add(
            executor.submit(() -> {
              Histogram own = new Histogram(LONGEST, 3);
              Work work;
              try {
                work = workers.start(number);
              } finally {
                ready.countDown();
              }
              go.await();
              long done = repeat(work, time, own);
              synchronized (all) {
                all.add(own);
              }
              return done;
            }));
      }
      ready.await();
      long started = System.nanoTime();
      go.countDown();
      long done = 0;
      for (Future<Long> each : units) {
        done += each.get();
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      return new Result(
          done / seconds,
          new Latency(
              all.getValueAtPercentile(50) / 1e6,
              all.getValueAtPercentile(99) / 1e6,
              all.getValueAtPercentile(99.9) / 1e6),
          0);
    }
  }

  private static long repeat(Work work, Duration time, Histogram latencies) throws Exception {
    try {
      long done = 0;
      long end = System.nanoTime() + time.toNanos();
      long before = System.nanoTime();
      while (before < end) {
        done += work.once();
        long after = System.nanoTime();
        latencies.recordValue(Math.min(after - before, LONGEST));
        before = after;
      }
      return done;
    } finally {
      if (work instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }
}

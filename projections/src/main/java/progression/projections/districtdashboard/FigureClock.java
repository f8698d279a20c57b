package progression.projections.districtdashboard;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import progression.projections.http.ProblemException;

/**
 * Has the figures counted from time to time, and sooner where a reader waits for it. Between two
 * counts it rests at least twice as long as the last one took, so that counting never takes more
 * than a third of anybody's time.
 */
@Component
final class FigureClock implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FigureClock.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final DistrictDashboardJdbc jdbc;
  private final Duration every;
  private final Duration patience;
  private final SynchronousQueue<Boolean> wanted = new SynchronousQueue<>();
  private volatile @Nullable Thread thread;
  private volatile boolean failing;

  FigureClock(
      DistrictDashboardJdbc jdbc,
      @Value("${progression.projections.count-every:60s}") Duration every,
      @Value("${progression.projections.patience:5s}") Duration patience) {
    this.jdbc = jdbc;
    this.every = every;
    this.patience = patience;
  }

  /**
   * Waits until the figures reflect a position.
   *
   * @param reached what they reflect now
   * @throws ProblemException if they do not in time
   */
  void await(long position, LongSupplier reached) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (reached.getAsLong() < position) {
        if (System.nanoTime() - deadline >= 0) {
          throw ProblemException.notYet(
              "the figures do not reflect position %d yet; ask again".formatted(position));
        }
        boolean ignored = wanted.offer(true, LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.notYet("the server is stopping; ask again");
    }
  }

  @Override
  public void start() {
    Thread counting = Thread.ofPlatform().name("figures").daemon().unstarted(this::run);
    thread = counting; // Before it runs, as it looks whether it should.
    counting.start();
  }

  private void run() {
    try {
      while (isRunning()) {
        long began = System.nanoTime();
        count();
        TimeUnit.NANOSECONDS.sleep(2 * (System.nanoTime() - began));
        Boolean ignored = wanted.poll(every.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void count() {
    try {
      jdbc.count();
      failing = false;
    } catch (SQLException e) {
      if (!failing) {
        log.warn("The figures of the districts could not be counted; readers see the last.", e);
      }
      failing = true;
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** After the tables are there, and before HTTP opens. */
  @Override
  public int getPhase() {
    return 1;
  }
}

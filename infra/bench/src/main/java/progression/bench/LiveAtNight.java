package progression.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** From append to visible for those who work while results come in bulk, and while none do. */
final class LiveAtNight implements Scenario {

  private static final double LIVE_PER_SECOND = 50;
  private static final int BULK_CALLERS = 2;

  private final Database database;
  private final Path directory;
  private @Nullable ReadSide readSide;

  LiveAtNight(Database database, Path directory) {
    this.database = database;
    this.directory = directory;
  }

  @Override
  public String id() {
    return "P3";
  }

  @Override
  public String metric() {
    return "live append until visible during a bulk night, p99";
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public void prepare() throws Exception {
    readSide = new ReadSide(database, directory);
    var unused = readSide.saturation(Duration.ofSeconds(2)); // to warm up
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(new Candidate("bulk night", this::night), new Candidate("idle", this::idle));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(3, "idle"));
  }

  private Measure.Result idle(Duration time) {
    ReadSide ready = requireNonNull(readSide);
    ready.catchUp();
    return ready.paced(LIVE_PER_SECOND, time, true);
  }

  private Measure.Result night(Duration time) throws Exception {
    ReadSide ready = requireNonNull(readSide);
    ready.catchUp();
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService callers = Executors.newFixedThreadPool(BULK_CALLERS)) {
      List<Future<Long>> bulk = new ArrayList<>();
      for (int caller = 0; caller < BULK_CALLERS; caller++) {
        bulk.add(
            callers.submit(() -> {
              long events = 0;
              while (!isOver.get()) {
                events += ready.appendBulk();
              }
              return events;
            }));
      }
      Measure.Result live;
      try {
        live = ready.paced(LIVE_PER_SECOND, time, true);
      } finally {
        isOver.set(true);
      }
      long events = 0;
      for (Future<Long> each : bulk) {
        events += each.get();
      }
      System.out.printf("   %,d events came in bulk meanwhile%n", events);
      return live;
    }
  }

  @Override
  public void close() throws Exception {
    if (readSide != null) {
      readSide.close();
    }
  }
}

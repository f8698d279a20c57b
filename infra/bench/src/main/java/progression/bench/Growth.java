package progression.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import progression.bench.Database.FreshLedger;
import progression.event.EvidenceRecorded;
import progression.ledger.Ledger;
import progression.ledger.Priority;

/**
 * Appends to a ledger of a million events and to one of many. The tables are filled by SQL; then
 * evidence with ids in no order comes in about any of the learners, so that new tags fall anywhere
 * into the index. Checkpoints come when PostgreSQL wants them: what a large ledger pays for is that
 * each page is written whole after one, so one before each measurement would overstate it.
 *
 * <p>It runs only where it is asked for: twenty million events take 45 GB.
 */
final class Growth implements Scenario {

  private static final int SMALL = 1_000_000;
  private static final int EVENTS_A_LEARNER = 100;
  private static final int CALLERS = 16;
  private static final int EVENTS = 256;

  private final Database database;
  private final int size;
  private @Nullable FreshLedger small;
  private @Nullable FreshLedger large;

  Growth(Database database, int size) {
    this.database = database;
    this.size = size;
  }

  @Override
  public String id() {
    return "S8";
  }

  @Override
  public String metric() {
    return "bulk append at %,d events".formatted(size);
  }

  @Override
  public String unit() {
    return "events/s";
  }

  @Override
  public void prepare() throws Exception {
    small = filled(SMALL);
    large = filled(size);
  }

  private FreshLedger filled(int events) throws Exception {
    FreshLedger fresh = database.freshLedger();
    long started = System.nanoTime();
    GrowthJdbc.fill(
        database.connections(), fresh.ledger().schema(), events, events / EVENTS_A_LEARNER);
    System.out.printf(
        "   filled with %,d events in %,d s%n",
        events, (System.nanoTime() - started) / 1_000_000_000);
    return fresh;
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(
        new Candidate("bulk, at %,d".formatted(size), time -> bulk(large, size, time)),
        new Candidate("bulk, at 1,000,000", time -> bulk(small, SMALL, time)),
        new Candidate("one by one, at %,d".formatted(size), time -> single(large, size, time)),
        new Candidate("one by one, at 1,000,000", time -> single(small, SMALL, time)));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(0.7, "bulk, at 1,000,000"));
  }

  private Measure.Result bulk(@Nullable FreshLedger of, int events, Duration time)
      throws Exception {
    Appends appends = new Appends(ledger(of), Priority.BULK);
    long marker = ledger(of).reader().head().position();
    return Measure.inThreads(
        CALLERS,
        time,
        number ->
            () -> {
              List<EvidenceRecorded> append = new ArrayList<>(EVENTS);
              for (int i = 0; i < EVENTS; i++) {
                append.add(evidence(anyLearner(events)));
              }
              appends.all(append, marker);
              return EVENTS;
            });
  }

  private Measure.Result single(@Nullable FreshLedger of, int events, Duration time)
      throws Exception {
    Appends appends = new Appends(ledger(of), Priority.INTERACTIVE);
    long[] markers = new long[CALLERS];
    Arrays.fill(markers, ledger(of).reader().head().position());
    return Measure.inThreads(
        CALLERS,
        time,
        number ->
            () -> {
              int learner = anyLearner(events) / CALLERS * CALLERS + number; // Nobody else's.
              markers[number] = appends.one(evidence(learner), markers[number]);
              return 1;
            });
  }

  private static Ledger ledger(@Nullable FreshLedger of) {
    return requireNonNull(of).ledger();
  }

  private static int anyLearner(int events) {
    return ThreadLocalRandom.current().nextInt(events / EVENTS_A_LEARNER);
  }

  private static EvidenceRecorded evidence(int learner) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Samples.event(
        "S-" + learner,
        Samples.competency(random.nextInt(32)).value(),
        "lms:" + new UUID(random.nextLong(), random.nextLong()));
  }

  @Override
  public void close() throws Exception {
    if (large != null) {
      large.close();
    }
    if (small != null) {
      small.close();
    }
  }
}

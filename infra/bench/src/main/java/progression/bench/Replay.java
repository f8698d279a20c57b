package progression.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import progression.ledger.LedgerPages;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;

/** All events in order, from the first to the last, decoded, by one thread; then again. */
final class Replay implements Scenario {

  private static final int PAGE = 2_000;

  private final Database database;
  private final int learners;
  private @Nullable Archive archive;
  private @Nullable Axon4 axon4;

  Replay(Database database, boolean quick) {
    this.database = database;
    this.learners = quick ? 2_000 : 20_000;
  }

  @Override
  public String id() {
    return "S7";
  }

  @Override
  public String metric() {
    return "full replay, decoded";
  }

  @Override
  public String unit() {
    return "events/s";
  }

  @Override
  public void prepare() throws Exception {
    archive = new Archive(database, learners);
    axon4 = Axon4.start(database);
    axon4.begin(learners, Archive.EACH - 1); // And the enrolment.
    database.settle();
  }

  @Override
  public List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(new Candidate("the ledger", this::ours));
    for (int batch : new int[] {100, 1_000, 5_000}) {
      candidates.add(
          new Candidate(
              "Axon 4.13 JDBC, batches of %,d".formatted(batch),
              time -> requireNonNull(axon4).replay(batch, time)));
    }
    return candidates;
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.PerSecond(100_000), new Bar.Times(1.5, "Axon 4.13"));
  }

  private Measure.Result ours(Duration time) throws Exception {
    LedgerReader reader = requireNonNull(archive).ledger().reader();
    JsonEventCodec codec = new JsonEventCodec();
    AtomicReference<LedgerPages<StoredEvent>> pages = new AtomicReference<>(reader.pages(-1, PAGE));
    return Measure.inThreads(
            1,
            time,
            number ->
                () -> {
                  List<StoredEvent> page = pages.get().next();
                  for (StoredEvent event : page) {
                    codec.decode(event.type(), event.version(), event.payload());
                  }
                  if (page.isEmpty()) {
                    pages.set(reader.pages(-1, PAGE));
                  }
                  return page.size();
                })
        .withoutLatency();
  }

  @Override
  public void close() throws Exception {
    if (axon4 != null) {
      axon4.close();
    }
    if (archive != null) {
      archive.close();
    }
  }
}

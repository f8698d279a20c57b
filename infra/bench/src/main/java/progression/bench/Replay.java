package progression.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;

/** All events in order, from the first to the last, decoded, by one thread; then again. */
final class Replay implements Scenario {

  private final Database database;
  private final int learners;
  private @Nullable Archive archive;

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
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(new Candidate("the ledger", this::ours));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.PerSecond(100_000));
  }

  private Measure.Result ours(Duration time) throws Exception {
    LedgerReader reader = archive().ledger().reader();
    JsonEventCodec codec = new JsonEventCodec();
    long[] position = {-1};
    return Measure.inThreads(
            1,
            time,
            number ->
                () -> {
                  List<StoredEvent> page = reader.after(position[0], 2_000);
                  for (StoredEvent event : page) {
                    codec.decode(event.type(), event.version(), event.payload());
                  }
                  position[0] = page.isEmpty() ? -1 : page.getLast().position();
                  return page.size();
                })
        .withoutLatency();
  }

  private Archive archive() {
    if (archive == null) {
      throw new IllegalStateException("not prepared");
    }
    return archive;
  }

  @Override
  public void close() throws Exception {
    archive().close();
  }
}

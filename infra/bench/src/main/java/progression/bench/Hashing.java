package progression.bench;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import progression.bench.Database.FreshLedger;
import progression.ledger.Ledger;
import progression.ledger.ReadyAppends;

/**
 * Bulk appends of ready-made texts with the chain of hashes and without it: where hashing weighs
 * most, as nothing else is left to do in Java.
 */
final class Hashing implements Scenario {

  private static final int CALLERS = 16;
  private static final int EVENTS = 256;
  private static final int LEARNERS = 16_000;

  private final Database database;

  Hashing(Database database) {
    this.database = database;
  }

  @Override
  public String id() {
    return "S9";
  }

  @Override
  public String metric() {
    return "hashing on, bulk append";
  }

  @Override
  public String unit() {
    return "events/s";
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(
        new Candidate("the ledger", time -> bulk(true, time)),
        new Candidate("hashing off", time -> bulk(false, time)));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(0.9, "hashing off"));
  }

  private Measure.Result bulk(boolean hashed, Duration time) throws Exception {
    try (FreshLedger fresh = database.freshLedger();
        Ledger unhashed = ReadyAppends.unhashed(fresh.district(), database.connections())) {
      Ledger ledger = hashed ? fresh.ledger() : unhashed;
      Measure.Result result =
          Measure.inThreads(CALLERS, time, number -> bulk(new ReadyAppends(ledger, hashed)));
      if (isHashed(fresh.ledger()) != hashed) {
        throw new IllegalStateException("this did not measure what it says");
      }
      return result;
    }
  }

  private static boolean isHashed(Ledger ledger) {
    return ledger.reader().after(-1, 2).stream()
            .map(event -> HexFormat.of().formatHex(event.hash()))
            .distinct()
            .count()
        == 2;
  }

  private static Measure.Work bulk(ReadyAppends appends) {
    return () -> {
      for (int i = 0; i < EVENTS; i++) {
        long id = Samples.nextId();
        Samples.Row row = Samples.row(id % LEARNERS, id);
        appends.add(row.id(), row.time().toInstant(), row.tags(), row.payload());
      }
      appends.commit();
      return EVENTS;
    };
  }
}

package progression.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import progression.ledger.Wanted.Part;

/**
 * Appends texts that need no more encoding, with hashes or without. It stands in the ledger's
 * package to take the hashes out where they are made; the ledger itself has no switch for it.
 */
public final class ReadyAppends {

  private static final String TYPE = "EvidenceRecorded";
  private static final String METADATA = "{\"client\":\"district-sis\"}";

  /** Of a usual length, as the appender counts bytes; never hashed. */
  private static final byte[] NO_CONTENT = new byte[900];

  private final Ledger ledger;
  private final boolean hashed;
  private final List<PendingEvent> events = new ArrayList<>();

  /** Not safe for use by several threads. */
  public ReadyAppends(Ledger ledger, boolean hashed) {
    this.ledger = ledger;
    this.hashed = hashed;
  }

  /** The ledger of a district, which is provisioned, without hashes. */
  public static Ledger unhashed(String district, DataSource dataSource) {
    String schema = Ledger.schema(district);
    return new Ledger(
        district,
        dataSource,
        new ReadJdbc(district, schema),
        (source, jdbc, signal) ->
            new GroupCommitAppender(
                source,
                new AppendJdbc(district, schema) {
                  @Override
                  byte[][] hashes(Tip tip, List<PendingEvent> pending) {
                    byte[][] hashes = new byte[pending.size()][];
                    Arrays.fill(hashes, tip.hash());
                    return hashes;
                  }
                },
                signal));
  }

  /** Adds an event to the next append, which is refused if its evidence is recorded already. */
  public void add(UUID id, Instant time, List<String> tags, String payload) {
    List<String> sorted = tags.stream().sorted().toList();
    events.add(
        hashed
            ? PendingEvent.of(id, TYPE, 1, time, sorted, METADATA, payload)
            : new PendingEvent(
                id, TYPE, 1, time, sorted, keys(sorted), METADATA, payload, NO_CONTENT));
  }

  private static long[] keys(List<String> tags) {
    return tags.stream().mapToLong(tag -> TagKey.of(tag, TYPE)).toArray();
  }

  /** Appends what was added and waits until it is durable. */
  public void commit() {
    List<Part> conditions =
        events.stream()
            .map(event -> new Criterion(List.of(event.tags().getFirst()), List.of(TYPE)))
            .map(criterion -> new Part(criterion, -1))
            .toList();
    AppendRequest request = new AppendRequest(conditions, events, Priority.BULK);
    events.clear();
    ledger.append(request).join();
  }
}

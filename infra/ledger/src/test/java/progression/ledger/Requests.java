package progression.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import progression.ledger.Wanted.Part;

/** Appends made up for tests. */
final class Requests {

  static final String TYPE = "Happened";

  private Requests() {}

  /** One event with these tags, on no condition. */
  static AppendRequest append(String... tags) {
    return new AppendRequest(List.of(), List.of(event(tags)), Priority.INTERACTIVE);
  }

  /** One event with this tag, on condition that none with this tag stands behind the marker. */
  static AppendRequest unlessSince(long marker, String tag) {
    return new AppendRequest(
        List.of(new Part(new Criterion(List.of(tag), List.of(TYPE)), marker)),
        List.of(event(tag)),
        Priority.INTERACTIVE);
  }

  /** As many events, of a night's import. */
  static AppendRequest bulk(int events, String tag) {
    List<PendingEvent> all = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      all.add(event(tag));
    }
    return new AppendRequest(List.of(), all, Priority.BULK);
  }

  static PendingEvent event(String... tags) {
    return event(UUID.randomUUID(), "{}", tags);
  }

  static PendingEvent event(UUID id, String payload, String... tags) {
    return PendingEvent.of(id, TYPE, 1, Instant.now(), List.of(tags), "{}", payload);
  }
}

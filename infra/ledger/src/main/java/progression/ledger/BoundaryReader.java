package progression.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import progression.ledger.PostgresEventStorageEngine.PayloadReader;
import progression.ledger.ReadJdbc.FoundEvent;
import progression.ledger.ReadJdbc.Snapshot;
import progression.ledger.RecentEvents.Known;
import progression.ledger.RecentEvents.Recent;
import progression.ledger.Wanted.Part;

/** Reads boundaries on from what is known of them, in one statement each. */
final class BoundaryReader {

  private final Ledger ledger;
  private final PayloadReader payloads;
  private final RecentEvents recent;

  BoundaryReader(Ledger ledger, PayloadReader payloads, RecentEvents recent) {
    this.ledger = ledger;
    this.payloads = payloads;
    this.recent = recent;
  }

  /**
   * The events of a boundary in order, as they stand when the head of the ledger is here.
   *
   * @param head −1 in an empty ledger
   */
  record Boundary(long head, Collection<Recent> events) {}

  /**
   * Reads all events that match any part.
   *
   * @throws LedgerUnavailableException if the ledger cannot be read
   */
  Boundary read(List<Part> parts) {
    List<Known> known = parts.stream().map(this::known).toList();
    List<Part> missing = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      long after = Math.max(part.after(), known.get(i).position());
      missing.add(new Part(part.criterion(), after));
    }
    Snapshot snapshot = ledger.snapshot(missing);
    SortedMap<Long, Recent> boundary = new TreeMap<>();
    Map<String, Metadata> metadata = new HashMap<>(); // The events of one command share theirs.
    for (int i = 0; i < parts.size(); i++) {
      List<Recent> events = new ArrayList<>(known.get(i).events());
      for (FoundEvent found : snapshot.found().get(i)) {
        Recent same = boundary.get(found.position());
        events.add(same == null ? recent(found, metadata) : same);
      }
      events.forEach(event -> boundary.put(event.position(), event));
      if (isWhole(parts.get(i))) {
        Known whole = new Known(snapshot.head(), List.copyOf(events));
        recent.learn(ledger.schema(), parts.get(i).criterion(), whole);
      }
    }
    return new Boundary(snapshot.head(), boundary.values());
  }

  private Known known(Part part) {
    return isWhole(part) ? recent.of(ledger.schema(), part.criterion()) : Known.NOTHING;
  }

  /** What is kept of a criterion begins at the first event. */
  private static boolean isWhole(Part part) {
    return part.after() == -1 && !part.criterion().equals(Criterion.ANY);
  }

  private Recent recent(FoundEvent found, Map<String, Metadata> metadata) {
    Entry<EventMessage> entry =
        new SimpleEntry<>(
            new GenericEventMessage(
                found.id().toString(),
                messageType(found.type(), found.version()),
                payloads.read(found.type(), found.version(), found.payload()),
                metadata.computeIfAbsent(found.metadata(), MetadataJson::read),
                found.time()),
            at(found.position()));
    return new Recent(found.position(), found.payload().length(), entry);
  }

  /** Wire versions count from 1; our 0 is a message that nobody versioned. */
  static MessageType messageType(String type, int version) {
    return new MessageType(
        type, version == 0 ? MessageType.DEFAULT_VERSION : Integer.toString(version));
  }

  static Context at(long position) {
    return TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(position));
  }
}

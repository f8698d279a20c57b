package progression.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import progression.ledger.ReadJdbc.FoundEvent;
import progression.ledger.ReadJdbc.Snapshot;
import progression.ledger.RecentEvents.Known;
import progression.ledger.RecentEvents.Recent;
import progression.ledger.Wanted.Part;

/**
 * Reads boundaries: on from what is known of them, in one statement each, or from memory alone
 * where that is enough.
 */
final class BoundaryReader {

  private final Ledger ledger;
  private final PayloadReader payloads;
  private final RecentEvents recent;

  /** Whether what is unlikely was absent when it was last looked for. */
  private volatile boolean presuming = true;

  BoundaryReader(Ledger ledger, PayloadReader payloads, RecentEvents recent) {
    this.ledger = ledger;
    this.payloads = payloads;
    this.recent = recent;
  }

  /**
   * One part of a boundary and how it was read.
   *
   * @param known its events, and the position up to which they are all
   * @param unlikely whether it was not expected to have any
   */
  record Source(Part part, Known known, boolean unlikely) {}

  /**
   * The events of a boundary in order.
   *
   * @param marker everything up to this position was taken into account; −1 means nothing
   */
  record Boundary(long marker, List<Source> sources) {

    /** Both together; of what stands in both, the older knowledge counts. */
    Boundary and(Boundary other) {
      return new Boundary(
          Math.min(marker, other.marker),
          Stream.concat(sources.stream(), other.sources.stream()).toList());
    }

    /** In order, each once. */
    Collection<Recent> events() {
      SortedMap<Long, Recent> events = new TreeMap<>();
      for (Source source : sources) {
        source.known.events().forEach(event -> events.putIfAbsent(event.position(), event));
      }
      return events.values();
    }
  }

  /**
   * The boundary as it is remembered, with parts that are not expected to have any event presumed
   * to have none. Only good for a decision whose append is refused if that is not so.
   */
  Optional<Boundary> recall(List<Part> parts, Predicate<Part> unlikely) {
    List<Source> sources = new ArrayList<>();
    long marker = Long.MAX_VALUE;
    for (Part part : parts) {
      Known known = known(part);
      boolean presumed = known.events().isEmpty() && unlikely.test(part);
      if (presumed ? !presuming : known.position() < 0) {
        return Optional.empty();
      }
      sources.add(new Source(part, known, presumed));
      marker = Math.min(marker, known.position());
    }
    return Optional.of(new Boundary(marker, sources));
  }

  /**
   * Reads all events that match any part, as they stand when the marker is the ledger's last event.
   *
   * @throws LedgerUnavailableException if the ledger cannot be read
   */
  Boundary read(List<Part> parts, Predicate<Part> unlikely) {
    List<Known> known = parts.stream().map(this::known).toList();
    List<Part> missing = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      missing.add(new Part(parts.get(i).criterion(), known.get(i).position()));
    }
    Snapshot snapshot = ledger.snapshot(missing);
    Map<Long, Recent> decoded = new HashMap<>();
    Map<String, Metadata> metadata = new HashMap<>(); // The events of one command share theirs.
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      List<Recent> found =
          snapshot.found().get(i).stream()
              .map(event ->
                  decoded.computeIfAbsent(event.position(), once -> recent(event, metadata)))
              .toList();
      Source source =
          new Source(part, known.get(i).plus(found, snapshot.head()), unlikely.test(part));
      sources.add(source);
      if (source.unlikely) {
        presuming = found.isEmpty();
      } else {
        learn(source);
      }
    }
    return new Boundary(snapshot.head(), sources);
  }

  /**
   * Remembers the boundary of an append that was accepted: nothing else can have come to match it.
   *
   * @param last position of the append's last event
   */
  void learn(
      Boundary boundary,
      List<PendingEvent> added,
      List<TaggedEventMessage<?>> messages,
      long last) {
    List<Recent> events = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      events.add(recent(added.get(i), messages.get(i).event(), last - added.size() + 1 + i));
    }
    for (Source source : boundary.sources) {
      if (!source.unlikely) {
        List<Recent> matching = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
          if (source.part.criterion().matches(added.get(i))) {
            matching.add(events.get(i));
          }
        }
        learn(new Source(source.part, source.known.plus(matching, last), false));
      }
    }
  }

  private void learn(Source source) {
    if (isWhole(source.part)) {
      recent.learn(ledger.schema(), source.part.criterion(), source.known);
    }
  }

  private Known known(Part part) {
    return isWhole(part)
        ? recent.of(ledger.schema(), part.criterion())
        : new Known(part.after(), List.of(), 0);
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

  /** An event as it will be read, with the time that the ledger keeps. */
  private static Recent recent(PendingEvent added, EventMessage message, long position) {
    EventMessage asRead =
        new GenericEventMessage(
            message.identifier(),
            message.type(),
            message.payload(),
            message.metadata(),
            added.time());
    return new Recent(position, added.payload().length(), new SimpleEntry<>(asRead, at(position)));
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

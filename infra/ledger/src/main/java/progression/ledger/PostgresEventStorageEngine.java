package progression.ledger;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import progression.ledger.BoundaryReader.Boundary;
import progression.ledger.RecentEvents.Recent;
import progression.ledger.Wanted.Part;

/**
 * One ledger as Axon Framework sees it. A marker, a token and a start are all the same number here:
 * the last position that was seen, −1 before the first event.
 *
 * <p>A boundary that is known is read on, or not at all, see {@link Reading}.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

  private static final int PAGE = 500;

  /** A type that no event has and no criterion names. */
  private static final QualifiedName NO_TYPE = new QualifiedName("\0");

  private final Ledger ledger;
  private final Function<Object, String> writer;
  private final PayloadReader payloads;
  private final BoundaryReader boundaries;

  /**
   * An engine for one ledger.
   *
   * @param writer turns the payload of an event into the text to store
   * @param payloads turns it back
   * @param recent may serve other ledgers too
   */
  public PostgresEventStorageEngine(
      Ledger ledger, Function<Object, String> writer, PayloadReader payloads, RecentEvents recent) {
    this.ledger = ledger;
    this.writer = writer;
    this.payloads = payloads;
    this.boundaries = new BoundaryReader(ledger, payloads, recent);
  }

  /** An engine whose events are read as their text. */
  public PostgresEventStorageEngine(Ledger ledger, Function<Object, String> writer) {
    this(ledger, writer, (type, version, json) -> json, new RecentEvents(1 << 20));
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    Priority priority = context == null ? null : context.getResource(LedgerResources.PRIORITY);
    Boundary boundary = context == null ? null : context.getResource(LedgerResources.BOUNDARY);
    List<PendingEvent> pending = events.stream().map(this::pending).toList();
    return completedFuture(
        new Append(
            new AppendRequest(
                conditions(condition, boundary),
                pending,
                priority == null ? Priority.INTERACTIVE : priority),
            boundary,
            events));
  }

  /**
   * What must not be found. The marker holds for all criteria; of those that were read, it is known
   * how far each of them was.
   */
  private static List<Part> conditions(AppendCondition condition, @Nullable Boundary boundary) {
    if (condition.consistencyMarker() == ConsistencyMarker.INFINITY) {
      return List.of();
    }
    long marker = GlobalIndexConsistencyMarker.position(condition.consistencyMarker());
    Map<Criterion, Long> seen = new HashMap<>();
    if (boundary != null) {
      boundary
          .sources()
          .forEach(source ->
              seen.merge(source.part().criterion(), source.known().position(), Math::min));
    }
    return criteria(condition.criteria()).stream()
        .map(criterion ->
            new Part(criterion, Math.max(marker, seen.getOrDefault(criterion, marker))))
        .toList();
  }

  private final class Append implements AppendTransaction<Long> {
    private final AppendRequest request;
    private final @Nullable Boundary boundary;
    private final List<TaggedEventMessage<?>> events;

    private Append(
        AppendRequest request, @Nullable Boundary boundary, List<TaggedEventMessage<?>> events) {
      this.request = request;
      this.boundary = boundary;
      this.events = events;
    }

    @Override
    public CompletableFuture<Long> commit(@Nullable ProcessingContext context) {
      return request.events().isEmpty()
          ? completedFuture(-1L)
          : ledger.append(request).thenApply(this::learn);
    }

    private long learn(long last) {
      if (boundary != null && !request.conditions().isEmpty()) {
        boundaries.learn(boundary, request.events(), events, last);
      }
      return last;
    }

    @Override
    public void rollback(@Nullable ProcessingContext context) {
      // Nothing was sent before the commit.
    }

    @Override
    public CompletableFuture<ConsistencyMarker> afterCommit(
        Long last, @Nullable ProcessingContext context) {
      return completedFuture(
          request.events().isEmpty()
              ? ConsistencyMarker.ORIGIN
              : new GlobalIndexConsistencyMarker(last));
    }
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    Reading reading = context == null ? null : context.getResource(LedgerResources.READING);
    Map<EventCriterion, Long> known = reading == null ? Map.of() : reading.known();
    long start = Math.max(-1, GlobalIndexPosition.toIndex(condition.start()));
    Boundary boundary;
    try {
      boundary = read(parts(condition.criteria(), known, start), context);
    } catch (LedgerUnavailableException e) {
      return MessageStream.failed(e).cast();
    }
    if (context != null) {
      Boundary before = context.getResource(LedgerResources.BOUNDARY);
      context.putResource(
          LedgerResources.BOUNDARY, before == null ? boundary : before.and(boundary));
    }
    Context marker =
        Context.with(
            ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(boundary.marker()));
    return MessageStream.fromStream(
        Stream.concat(
            boundary.events().stream().map(Recent::entry),
            Stream.of(new SimpleEntry<>(TerminalEventMessage.INSTANCE, marker))),
        Entry::message,
        entry -> entry);
  }

  private Boundary read(List<Part> parts, @Nullable ProcessingContext context) {
    Reading reading = context == null ? null : context.getResource(LedgerResources.READING);
    if (context == null || reading == null) {
      return boundaries.read(parts, part -> false);
    }
    Set<Criterion> unlikely =
        reading.unlikely().stream().map(PostgresEventStorageEngine::criterion).collect(toSet());
    Predicate<Part> isUnlikely = part -> unlikely.contains(part.criterion());
    if (!reading.fresh()) {
      Optional<Boundary> remembered = boundaries.recall(parts, isUnlikely);
      if (remembered.isPresent()) {
        context.putResource(LedgerResources.RECALLED, true);
        return remembered.get();
      }
    }
    return boundaries.read(parts, isUnlikely);
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    TrackingToken token = condition.position();
    long start = token == null ? -1 : token.position().orElse(-1);
    List<Criterion> criteria = criteria(condition.criteria());
    return new ContinuousMessageStream<StoredEvent>(
        last -> ledger.page(criteria, last == null ? start : last.position(), PAGE),
        this::entry,
        (stream, callback) -> ledger.signal().onGrowth(callback));
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return completedFuture(new GlobalSequenceTrackingToken(-1));
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return token(() -> ledger.reader().head().position());
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return token(() -> ledger.positionBefore(at));
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("ledger", ledger.schema());
  }

  private static CompletableFuture<TrackingToken> token(LongSupplier position) {
    try {
      return completedFuture(new GlobalSequenceTrackingToken(position.getAsLong()));
    } catch (LedgerUnavailableException e) {
      return failedFuture(e);
    }
  }

  private PendingEvent pending(TaggedEventMessage<?> tagged) {
    EventMessage event = tagged.event();
    return PendingEvent.of(
        UUID.fromString(event.identifier()),
        event.type().name(),
        version(event.type()),
        event.timestamp(),
        texts(tagged.tags()),
        MetadataJson.write(event.metadata()),
        writer.apply(requireNonNull(event.payload(), "an event without content")));
  }

  /** Wire versions count from 1; what Axon gives to a message that nobody versioned is our 0. */
  private static int version(MessageType type) {
    return type.version().equals(MessageType.DEFAULT_VERSION)
        ? 0
        : Integer.parseInt(type.version());
  }

  private Entry<EventMessage> entry(StoredEvent event) {
    return new SimpleEntry<>(
        new GenericEventMessage(
            event.id().toString(),
            BoundaryReader.messageType(event.type(), event.version()),
            payloads.read(event.type(), event.version(), event.payload()),
            MetadataJson.read(event.metadata()),
            event.time()),
        BoundaryReader.at(event.position()));
  }

  private static List<Part> parts(
      EventCriteria criteria, Map<EventCriterion, Long> known, long start) {
    return matchesAll(criteria)
        ? List.of(new Part(Criterion.ANY, start))
        : criteria.flatten().stream()
            .map(c -> new Part(criterion(c), Math.max(start, known.getOrDefault(c, -1L))))
            .toList();
  }

  private static List<Criterion> criteria(EventCriteria criteria) {
    return matchesAll(criteria)
        ? List.of(Criterion.ANY)
        : criteria.flatten().stream().map(PostgresEventStorageEngine::criterion).toList();
  }

  /** Flattening leaves out a criterion that matches everything, as if it matched nothing. */
  private static boolean matchesAll(EventCriteria criteria) {
    return criteria.matches(NO_TYPE, Set.of());
  }

  private static Criterion criterion(EventCriterion criterion) {
    return new Criterion(
        texts(criterion.tags()), criterion.types().stream().map(QualifiedName::name).toList());
  }

  private static List<String> texts(Set<Tag> tags) {
    return tags.stream().map(tag -> TagText.of(tag.key(), tag.value())).sorted().toList();
  }
}

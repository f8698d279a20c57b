package progression.ledger;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
 * <p>A boundary that was read lately is not read again but read on, see {@link RecentEvents}.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

  private static final int PAGE = 500;

  /** A type that no event has and no criterion names. */
  private static final QualifiedName NO_TYPE = new QualifiedName("\0");

  private final Ledger ledger;
  private final Function<Object, String> writer;
  private final PayloadReader payloads;
  private final BoundaryReader boundaries;

  /** Makes the payload of a message of what is stored. */
  public interface PayloadReader {
    /**
     * @param type wire name
     * @param version wire version
     */
    Object read(String type, int version, String json);
  }

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
    return completedFuture(
        new Append(
            new AppendRequest(
                condition.consistencyMarker() == ConsistencyMarker.INFINITY
                    ? List.of()
                    : criteria(condition.criteria()),
                GlobalIndexConsistencyMarker.position(condition.consistencyMarker()),
                events.stream().map(this::pending).toList(),
                priority == null ? Priority.INTERACTIVE : priority)));
  }

  private final class Append implements AppendTransaction<Long> {
    private final AppendRequest request;

    private Append(AppendRequest request) {
      this.request = request;
    }

    @Override
    public CompletableFuture<Long> commit(@Nullable ProcessingContext context) {
      return request.events().isEmpty() ? completedFuture(-1L) : ledger.append(request);
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
    Map<EventCriterion, Long> given =
        context == null ? null : context.getResource(LedgerResources.KNOWN);
    long start = Math.max(-1, GlobalIndexPosition.toIndex(condition.start()));
    Boundary boundary;
    try {
      boundary =
          boundaries.read(parts(condition.criteria(), given == null ? Map.of() : given, start));
    } catch (LedgerUnavailableException e) {
      return MessageStream.failed(e).cast();
    }
    Context marker =
        Context.with(
            ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(boundary.head()));
    return MessageStream.fromStream(
        Stream.concat(
            boundary.events().stream().map(Recent::entry),
            Stream.of(new SimpleEntry<>(TerminalEventMessage.INSTANCE, marker))),
        Entry::message,
        entry -> entry);
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

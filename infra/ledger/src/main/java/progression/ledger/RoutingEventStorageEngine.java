package progression.ledger;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * Sends every call to the ledger of the district that Axon's processing context names under {@link
 * LedgerResources#DISTRICT}. There is no ledger for a call that names none: it fails.
 */
public final class RoutingEventStorageEngine implements EventStorageEngine {

  private final Function<String, EventStorageEngine> engines;

  /**
   * @param engines the engine of a district; throws for a district that is not served here
   */
  public RoutingEventStorageEngine(Function<String, EventStorageEngine> engines) {
    this.engines = engines;
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    return engine(context).appendEvents(condition, context, events);
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    return engine(context).source(condition, context);
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    return engine(context).stream(condition, context);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return engine(context).firstToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return engine(context).latestToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return engine(context).tokenAt(at, context);
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("engines", "one for each district");
  }

  private EventStorageEngine engine(@Nullable ProcessingContext context) {
    String district = context == null ? null : context.getResource(LedgerResources.DISTRICT);
    if (district == null) {
      throw new IllegalStateException("the processing context names no district");
    }
    return engines.apply(district);
  }
}

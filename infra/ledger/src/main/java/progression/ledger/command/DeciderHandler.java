package progression.ledger.command;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.Tag;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;
import progression.ledger.LedgerResources;
import progression.ledger.Reading;

/** The one adapter between pure deciders and Axon: read the boundary, decide, append. */
final class DeciderHandler<C, S, O> implements CommandHandler {

  /**
   * What travels over the command bus.
   *
   * @param fresh whether to decide on the ledger as it is now, and not on what is remembered
   */
  record Dispatched<C>(String district, CommandContext context, boolean fresh, C command) {}

  /** What came of a command. */
  sealed interface Handled<C, O> {}

  /**
   * A decision, and the transaction that knows its position once it is committed.
   *
   * @param events how many were appended
   * @param recalled whether it rests on what is remembered, so that only an append confirms it
   */
  record Decided<C, O>(
      Decision<ProgressionEvent, O> decision,
      EventStoreTransaction transaction,
      int events,
      boolean recalled)
      implements Handled<C, O> {

    /** Whether an append, or a fresh look, makes sure that it rests on what is so. */
    boolean isProtected() {
      return events > 0 || !recalled;
    }
  }

  /** No decision: more hangs on the command, completed with what is in force, than was read. */
  record Outdated<C, O>(C completed) implements Handled<C, O> {}

  private final UseCase<C, S, O> useCase;

  DeciderHandler(UseCase<C, S, O> useCase) {
    this.useCase = useCase;
  }

  @Override
  @SuppressWarnings("unchecked") // Commands dispatches by use case, so the command fits.
  public MessageStream.Single<CommandResultMessage> handle(
      CommandMessage message, ProcessingContext context) {
    Dispatched<C> dispatched = (Dispatched<C>) requireNonNull(message.payload());
    Handled<C, O> handled = decide(dispatched, context);
    return MessageStream.just(new GenericCommandResultMessage(message.type(), handled));
  }

  private Handled<C, O> decide(Dispatched<C> dispatched, ProcessingContext context) {
    var decider = useCase.decider();
    Boundary<ProgressionEvent> boundary = decider.boundary(dispatched.command());
    Reading reading = reading(boundary, dispatched.fresh());
    context.putResource(LedgerResources.DISTRICT, dispatched.district());
    context.putResource(LedgerResources.PRIORITY, dispatched.context().priority());
    context.putResource(LedgerResources.READING, reading);
    EventStoreTransaction transaction = context.component(EventStore.class).transaction(context);
    S state =
        transaction
            .source(
                SourcingCondition.conditionFor(
                    EventCriteria.either(Set.copyOf(reading.known().keySet()))))
            .reduce(decider.initial(dispatched.command()), this::evolve)
            .join();
    C command = decider.completed(dispatched.command(), state);
    if (command != dispatched.command() && !boundary.covers(decider.boundary(command))) {
      return new Outdated<>(command);
    }
    Decision<ProgressionEvent, O> decision = decider.decide(command, state);
    List<ProgressionEvent> events =
        switch (decision) {
          case Decision.Accepted<ProgressionEvent, O> accepted -> accepted.events();
          case Decision.Rejected<ProgressionEvent, O> rejected -> List.of();
        };
    Map<String, String> metadata = metadata(dispatched.context());
    events.forEach(
        event -> transaction.appendEvent(message(event, metadata, dispatched.context())));
    return new Decided<>(
        decision, transaction, events.size(), context.containsResource(LedgerResources.RECALLED));
  }

  private S evolve(S state, MessageStream.Entry<? extends EventMessage> entry) {
    ProgressionEvent event = (ProgressionEvent) requireNonNull(entry.message().payload());
    long position = entry.getResource(TrackingToken.RESOURCE_KEY).position().orElseThrow();
    return useCase.decider().evolve(state, event, position);
  }

  /** The boundary in Axon's terms. */
  private static Reading reading(Boundary<ProgressionEvent> boundary, boolean fresh) {
    Map<EventCriterion, Long> known = new HashMap<>();
    Set<EventCriterion> unlikely = new HashSet<>();
    for (Boundary.Criterion<ProgressionEvent> criterion : boundary.anyOf()) {
      EventCriterion inAxonsTerms = criterion(criterion);
      known.merge(inAxonsTerms, criterion.after(), Math::min);
      if (criterion.unlikely()) {
        unlikely.add(inAxonsTerms);
      }
    }
    return new Reading(known, unlikely, fresh);
  }

  private static EventCriterion criterion(Boundary.Criterion<ProgressionEvent> criterion) {
    Set<QualifiedName> types =
        criterion.types().stream()
            .map(type -> new QualifiedName(EventCatalog.entry(type).name()))
            .collect(toSet());
    return (EventCriterion)
        EventCriteria.havingTags(Tag.of(criterion.tag().key(), criterion.tag().value()))
            .andBeingOneOfTypes(types);
  }

  private static EventMessage message(
      ProgressionEvent event, Map<String, String> metadata, CommandContext context) {
    EventCatalog.Entry<?> entry = EventCatalog.entry(event.getClass());
    return new GenericEventMessage(
        UuidV7.next().toString(),
        new MessageType(entry.name(), Integer.toString(entry.version())),
        event,
        metadata,
        context.time());
  }

  /** Axon adds {@code correlationId} and {@code causationId}, taken from the command's message. */
  private static Map<String, String> metadata(CommandContext context) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("client", context.client());
    if (context.onBehalfOf() != null) {
      metadata.put("onBehalfOf", context.onBehalfOf());
    }
    if (context.traceparent() != null) {
      metadata.put("traceparent", context.traceparent());
    }
    return metadata;
  }
}

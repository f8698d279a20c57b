package progression.bench;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import progression.event.EventCatalog;
import progression.event.EvidenceRecorded;
import progression.event.ProgressionEvent;
import progression.ledger.Ledger;
import progression.ledger.LedgerResources;
import progression.ledger.PostgresEventStorageEngine;
import progression.ledger.Priority;
import progression.ledger.json.JsonEventCodec;

/** Our appends, through the engine that Axon would call, from domain events to durable rows. */
final class Appends {

  private static final Map<String, String> METADATA =
      Map.of(
          "client", "district-sis",
          "onBehalfOf", "teacher:T-7",
          "correlationId", "01a2074a-8537-7f0a-b983-cab4447b70b2",
          "causationId", "01a2074a-8537-7f0a-b983-cab4447b70b3");

  private final EventStorageEngine engine;
  private final ProcessingContext context;

  Appends(Ledger ledger, Priority priority) {
    JsonEventCodec codec = new JsonEventCodec();
    engine =
        new PostgresEventStorageEngine(ledger, event -> codec.encode((ProgressionEvent) event));
    context =
        new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE)
            .create()
            .executeWithResult(within -> {
              within.putResource(LedgerResources.PRIORITY, priority);
              return CompletableFuture.completedFuture(within);
            })
            .join();
  }

  /** One event, on the condition that its learner has no news behind the marker. */
  long one(EvidenceRecorded event, long marker) {
    Tag learner = Tag.of("learner", event.learner().value());
    return append(List.of(event), EventCriteria.havingTags(learner), marker);
  }

  /** All or none, on the condition that none of the evidence is recorded behind the marker. */
  long all(List<EvidenceRecorded> events, long marker) {
    Set<EventCriteria> criteria = new HashSet<>();
    for (EvidenceRecorded event : events) {
      criteria.add(
          EventCriteria.havingTags(Tag.of("evidence", event.evidence().id().value()))
              .andBeingOneOfTypes(Set.of(new QualifiedName(Samples.TYPE))));
    }
    return append(events, EventCriteria.either(criteria), marker);
  }

  /** What commands decided, on no condition; the events of each name it as their cause. */
  long decided(List<List<ProgressionEvent>> commands) {
    List<TaggedEventMessage<?>> messages = new ArrayList<>();
    for (List<ProgressionEvent> events : commands) {
      Map<String, String> metadata = new HashMap<>(METADATA);
      metadata.put("correlationId", Samples.uuid().toString());
      metadata.put("causationId", Samples.uuid().toString());
      events.forEach(event -> messages.add(message(event, metadata)));
    }
    return append(messages, AppendCondition.none());
  }

  private long append(List<EvidenceRecorded> events, EventCriteria criteria, long marker) {
    List<TaggedEventMessage<?>> messages = new ArrayList<>();
    events.forEach(event -> messages.add(message(event, METADATA)));
    return append(
        messages,
        AppendCondition.withCriteria(criteria)
            .withMarker(new GlobalIndexConsistencyMarker(marker)));
  }

  private long append(List<TaggedEventMessage<?>> messages, AppendCondition condition) {
    AppendTransaction<?> transaction = engine.appendEvents(condition, context, messages).join();
    return GlobalIndexConsistencyMarker.position(commit(transaction));
  }

  private <R> ConsistencyMarker commit(AppendTransaction<R> transaction) {
    R committed = transaction.commit(context).join();
    return transaction.afterCommit(committed, context).join();
  }

  private static TaggedEventMessage<?> message(
      ProgressionEvent event, Map<String, String> metadata) {
    EventCatalog.Entry<?> entry = EventCatalog.entry(event.getClass());
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            Samples.uuid().toString(),
            new MessageType(entry.name(), Integer.toString(entry.version())),
            event,
            metadata,
            Instant.now()),
        EventCatalog.tags(event).stream()
            .map(tag -> Tag.of(tag.key(), tag.value()))
            .collect(toSet()));
  }
}

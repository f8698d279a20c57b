package progression.relay;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import progression.ledger.Ledger;
import progression.ledger.LedgerReader;
import progression.ledger.Ledgers;
import progression.ledger.PostgresEventStorageEngine;
import progression.ledger.json.JsonEventCodec;

/** A district's ledger to which a test adds events without deciding anything. */
final class TestLedger implements AutoCloseable {

  private final HikariDataSource pool;
  private final Ledgers ledgers;
  private final Ledger ledger;
  private final PostgresEventStorageEngine engine;

  TestLedger(String district, HikariDataSource pool) {
    this.pool = pool;
    this.ledgers = Ledgers.open(Map.of(district, pool));
    this.ledger = ledgers.of(district);
    JsonEventCodec codec = new JsonEventCodec();
    this.engine =
        new PostgresEventStorageEngine(ledger, event -> codec.encode((ProgressionEvent) event));
  }

  void append(ProgressionEvent... events) {
    append(List.of(events));
  }

  void append(List<? extends ProgressionEvent> events) {
    List<TaggedEventMessage<?>> messages =
        events.stream().<TaggedEventMessage<?>>map(TestLedger::message).toList();
    engine
        .appendEvents(AppendCondition.none(), null, messages)
        .thenCompose(transaction -> transaction.commit(null))
        .join();
  }

  private static TaggedEventMessage<?> message(ProgressionEvent event) {
    EventCatalog.Entry<?> entry = EventCatalog.entry(event.getClass());
    Set<Tag> tags =
        EventCatalog.tags(event).stream()
            .map(tag -> new Tag(tag.key(), tag.value()))
            .collect(Collectors.toSet());
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType(entry.name(), Integer.toString(entry.version())),
            event,
            Map.of(),
            Instant.parse("2026-03-01T10:00:00Z")),
        tags);
  }

  LedgerReader reader() {
    return ledger.reader();
  }

  Relay relay(EventTopic topic) {
    return new Relay(ledger.district(), ledger.schema(), ledger.reader(), pool, topic);
  }

  Stream<Long> positions() {
    return Stream.iterate(0L, position -> position <= reader().head().position(), p -> p + 1);
  }

  @Override
  public void close() {
    ledgers.close();
    pool.close();
  }
}

package progression.projections;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import progression.kernel.LearnerId;
import progression.ledger.Ledger;
import progression.ledger.LedgerReader;
import progression.ledger.Ledgers;
import progression.ledger.PostgresEventStorageEngine;
import progression.ledger.json.JsonEventCodec;
import progression.relay.EventTopic;
import progression.relay.Relay;

/** A district's ledger to which a test adds events without deciding anything. */
public final class TestLedger implements AutoCloseable {

  private final DataSource dataSource;
  private final Ledgers ledgers;
  private final Ledger ledger;
  private final PostgresEventStorageEngine engine;

  public TestLedger(String district, DataSource dataSource) {
    this.dataSource = dataSource;
    this.ledgers = Ledgers.open(Map.of(district, dataSource));
    this.ledger = ledgers.of(district);
    JsonEventCodec codec = new JsonEventCodec();
    this.engine =
        new PostgresEventStorageEngine(
            ledger,
            event -> event instanceof ProgressionEvent of ? codec.encode(of) : event.toString());
  }

  public long append(ProgressionEvent... events) {
    return append(Arrays.asList(events));
  }

  /** Returns the position of the last one. */
  public long append(List<? extends ProgressionEvent> events) {
    return store(events.stream().<TaggedEventMessage<?>>map(TestLedger::message).toList());
  }

  /** Adds an event of a learner that nobody can decode. */
  public long appendUnreadable(LearnerId learner) {
    progression.kernel.Tag tag = progression.kernel.Tag.learner(learner);
    return appendUnreadable("EvidenceRecorded", Set.of(new Tag(tag.key(), tag.value())));
  }

  /** Adds one of no learner. */
  public long appendUnreadable() {
    return appendUnreadable("ThresholdsSet", Set.of());
  }

  private long appendUnreadable(String type, Set<Tag> tags) {
    return store(List.of(message(new MessageType(type, "1"), "{\"not\":\"what it says\"}", tags)));
  }

  private long store(List<TaggedEventMessage<?>> messages) {
    engine
        .appendEvents(AppendCondition.none(), null, messages)
        .thenCompose(transaction -> transaction.commit(null))
        .join();
    return reader().head().position();
  }

  private static TaggedEventMessage<?> message(ProgressionEvent event) {
    EventCatalog.Entry<?> entry = EventCatalog.entry(event.getClass());
    Set<Tag> tags =
        EventCatalog.tags(event).stream()
            .map(tag -> new Tag(tag.key(), tag.value()))
            .collect(Collectors.toSet());
    return message(new MessageType(entry.name(), Integer.toString(entry.version())), event, tags);
  }

  private static TaggedEventMessage<?> message(MessageType type, Object payload, Set<Tag> tags) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            type,
            payload,
            Map.of("client", "test"),
            Instant.parse("2026-03-01T10:00:00Z")),
        tags);
  }

  public Ledgers ledgers() {
    return ledgers;
  }

  public String district() {
    return ledger.district();
  }

  public LedgerReader reader() {
    return ledger.reader();
  }

  public Relay relay(EventTopic topic) {
    return new Relay(ledger.district(), ledger.schema(), ledger.reader(), dataSource, topic);
  }

  @Override
  public void close() {
    ledgers.close();
  }
}

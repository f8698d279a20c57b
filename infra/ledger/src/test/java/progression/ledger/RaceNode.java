package progression.ledger;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;

/** Some writers of a race on one ledger, each a thread: read, pause, append. */
final class RaceNode {

  private final PostgresEventStorageEngine engine;
  private final List<Integer> writers;
  private final int allWriters;
  private final Map<Integer, Seen> seen = new ConcurrentSkipListMap<>();

  private record Seen(ConsistencyMarker marker, int events, ProcessingContext context) {}

  RaceNode(Ledger ledger, List<Integer> writers, int allWriters) {
    this(ledger, new RecentEvents(1 << 20), writers, allWriters);
  }

  /** The same with another memory. */
  RaceNode(Ledger ledger, RecentEvents recent, List<Integer> writers, int allWriters) {
    this.engine =
        new PostgresEventStorageEngine(
            ledger, String.class::cast, (type, version, json) -> json, recent);
    this.writers = writers;
    this.allWriters = allWriters;
  }

  /** All writers read. */
  void read(int round) throws InterruptedException {
    seen.clear();
    together(writer -> seen.put(writer, read(plan(round, writer), true)));
  }

  /** All writers append what they decided on what they read. Returns which of them did. */
  Map<Integer, Boolean> append(int round) throws InterruptedException {
    Map<Integer, Boolean> won = new ConcurrentSkipListMap<>();
    together(
        writer -> won.put(writer, append(plan(round, writer), requireNonNull(seen.get(writer)))));
    return new TreeMap<>(won);
  }

  /**
   * Each writer reads and appends at its own pace, first on what is remembered and then, as a
   * command does, on the ledger. Returns which of them did.
   */
  Map<Integer, Boolean> readAndAppend(int round) throws InterruptedException {
    Map<Integer, Boolean> won = new ConcurrentSkipListMap<>();
    together(writer -> {
      RacePlan plan = plan(round, writer);
      won.put(writer, append(plan, read(plan, false)) || append(plan, read(plan, true)));
    });
    return new TreeMap<>(won);
  }

  private interface Step {
    void take(int writer);
  }

  private void together(Step step) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int writer : writers) {
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              start.await();
              step.take(writer);
            } catch (Throwable failure) {
              synchronized (failures) {
                failures.add(failure);
              }
            }
          }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "a writer failed: " + failures.getFirst(), failures.getFirst());
    }
  }

  private RacePlan plan(int round, int writer) {
    return RacePlan.of(round, writer, allWriters);
  }

  private Seen read(RacePlan plan, boolean fresh) {
    ProcessingContext context = new StubProcessingContext();
    context.putResource(LedgerResources.READING, new Reading(Map.of(), Set.of(), fresh));
    MessageStream<EventMessage> stream =
        engine.source(SourcingCondition.conditionFor(plan.criteria()), context);
    return stream
        .reduce(
            new Seen(ConsistencyMarker.ORIGIN, 0, context),
            (before, entry) -> {
              ConsistencyMarker marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
              return marker == null
                  ? new Seen(before.marker, before.events + 1, context)
                  : new Seen(marker, before.events, context);
            })
        .join();
  }

  private boolean append(RacePlan plan, Seen seen) {
    ProcessingContext context = seen.context;
    context.putResource(LedgerResources.PRIORITY, plan.priority());
    List<TaggedEventMessage<?>> events = new ArrayList<>();
    for (int i = 0; i < plan.events(); i++) {
      events.add(
          new GenericTaggedEventMessage<>(
              new GenericEventMessage(
                  UUID.randomUUID().toString(),
                  new MessageType(RacePlan.TYPE, "1"),
                  json(plan, seen),
                  Map.of(),
                  Instant.now()),
              plan.tags()));
    }
    try {
      engine
          .appendEvents(
              AppendCondition.withCriteria(plan.criteria()).withMarker(seen.marker),
              context,
              events)
          .thenCompose(transaction -> commit(transaction, context))
          .join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof AppendEventsTransactionRejectedException) {
        return false;
      }
      throw e;
    }
  }

  private static <R> CompletableFuture<R> commit(
      AppendTransaction<R> transaction, ProcessingContext context) {
    return transaction.commit(context);
  }

  /** What the oracle needs to know of the decision behind an event. */
  private static String json(RacePlan plan, Seen seen) {
    String boundary =
        plan.boundary().stream()
            .map(tags ->
                tags.stream()
                    .map(tag -> "\"%s=%s\"".formatted(tag.key(), tag.value()))
                    .collect(joining(",", "[", "]")))
            .collect(joining(",", "[", "]"));
    return """
    {"round":%d,"writer":%d,"contest":%d,"oneWinner":%b,"events":%d,"seen":%d,"boundary":%s}\
    """
        .formatted(
            plan.round(),
            plan.writer(),
            plan.contest(),
            plan.oneWinner(),
            plan.events(),
            seen.events,
            boundary);
  }
}

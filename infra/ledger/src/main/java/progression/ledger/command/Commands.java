package progression.ledger.command;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.GenericMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.correlation.MessageOriginProvider;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.jspecify.annotations.Nullable;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import progression.kernel.Decision;
import progression.ledger.Ledger;
import progression.ledger.Ledgers;
import progression.ledger.PostgresEventStorageEngine;
import progression.ledger.RecentEvents;
import progression.ledger.RoutingEventStorageEngine;
import progression.ledger.command.DeciderHandler.Decided;
import progression.ledger.command.DeciderHandler.Dispatched;
import progression.ledger.command.DeciderHandler.Handled;
import progression.ledger.command.DeciderHandler.Outdated;
import progression.ledger.json.JsonEventCodec;

/** The way into the ledger: sends commands over Axon's bus to the deciders of the use cases. */
public final class Commands implements AutoCloseable {

  /** A command that met so many conflicts competes with something that will not stop soon. */
  private static final int MOST_ATTEMPTS = 10;

  /** A quarter of the heap: who has more of it remembers more learners. */
  private static final long MOST_RECENT_BYTES = Runtime.getRuntime().maxMemory() / 4;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Lanes lanes = new Lanes(executor);
  private final AxonConfiguration axon;
  private final CommandBus bus;

  /** Sets up Axon over the ledgers. They stay the caller's, and are closed after this. */
  public Commands(Ledgers ledgers, Collection<? extends UseCase<?, ?, ?>> useCases) {
    JsonEventCodec codec = new JsonEventCodec();
    RecentEvents recent = new RecentEvents(MOST_RECENT_BYTES);
    Map<String, EventStorageEngine> engines =
        ledgers.all().stream()
            .collect(
                toMap(
                    Ledger::district,
                    ledger ->
                        new PostgresEventStorageEngine(
                            ledger,
                            event -> codec.encode((ProgressionEvent) event),
                            codec::decode,
                            recent)));
    CommandHandlingModule.CommandHandlerPhase handlers =
        CommandHandlingModule.named("deciders").commandHandlers();
    useCases.forEach(useCase ->
        handlers.commandHandler(new QualifiedName(useCase.name()), new DeciderHandler<>(useCase)));
    axon =
        EventSourcingConfigurer.create()
            // Axon would report to its vendor what we run.
            .componentRegistry(
                registry -> registry.disableEnhancer(UpdateCheckerConfigurationEnhancer.class))
            .registerEventStorageEngine(configuration ->
                new RoutingEventStorageEngine(district -> engine(engines, district)))
            .registerTagResolver(configuration -> Commands::tags)
            .registerCommandHandlingModule(handlers)
            .start();
    bus = axon.getComponent(CommandBus.class);
  }

  /**
   * Sends a command and waits until its outcome is durable.
   *
   * @param lane commands of one lane are decided one after another, in the order in which they were
   *     sent; a learner is a lane. Null for a command that need not wait for any other.
   * @param command makes the command, with the reference data it needs, anew for each attempt
   * @throws ConcurrencyConflictException if others kept changing what the decision looks at
   * @throws progression.ledger.LedgerBusyException if too much waits to be written already
   * @throws progression.ledger.LedgerUnavailableException if the ledger cannot be read or written
   * @throws progression.ledger.OutcomeUnknownException if nobody can tell whether it was recorded
   */
  public <C, O> Outcome<O> dispatch(
      UseCase<C, ?, O> useCase,
      String district,
      CommandContext context,
      @Nullable String lane,
      Supplier<C> command) {
    return await(submit(useCase, district, context, lane, command));
  }

  /**
   * The same without waiting: the place in the lane is taken when this returns. The future fails
   * with what {@link #dispatch} throws, as {@link #await} does.
   */
  public <C, O> CompletableFuture<Outcome<O>> submit(
      UseCase<C, ?, O> useCase,
      String district,
      CommandContext context,
      @Nullable String lane,
      Supplier<C> command) {
    return lanes.submit(
        lane == null ? null : district + "/" + lane,
        () -> persist(useCase, district, context, command));
  }

  /** Waits for a future and throws what it failed with, unwrapped. */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw unwrap(e);
    }
  }

  /** Lets what was sent come to its end. */
  @Override
  public void close() {
    executor.close();
    axon.shutdown();
  }

  private <C, O> Outcome<O> persist(
      UseCase<C, ?, O> useCase, String district, CommandContext context, Supplier<C> command) {
    boolean fresh = false;
    Supplier<C> next = command;
    for (int attempt = 1; ; attempt++) {
      C given = next.get();
      next = command;
      try {
        Handled<C, O> handled = once(useCase, new Dispatched<>(district, context, fresh, given));
        switch (handled) {
          case Outdated<C, O>(C completed) -> next = () -> completed;
          case Decided<C, O> decided when decided.isProtected() -> {
            return outcome(decided);
          }
          case Decided<C, O> _ -> {
            // a refusal or a repetition is told only after a look at the ledger as it is
          }
        }
      } catch (AppendEventsTransactionRejectedException conflict) {
        if (attempt >= MOST_ATTEMPTS) {
          throw new ConcurrencyConflictException(useCase.name(), attempt, conflict);
        }
        if (fresh) {
          long most = TimeUnit.MILLISECONDS.toNanos(1L << attempt);
          LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
        }
      }
      fresh = true;
    }
  }

  /** One unit of work. */
  @SuppressWarnings("unchecked") // The use case's handler answers with the use case's outcome.
  private <C, O> Handled<C, O> once(UseCase<C, ?, O> useCase, Dispatched<C> dispatched) {
    GenericCommandMessage message =
        new GenericCommandMessage(
            new GenericMessage(
                UuidV7.next().toString(),
                new MessageType(useCase.name(), "1"),
                dispatched,
                Map.of(
                    MessageOriginProvider.DEFAULT_CORRELATION_KEY,
                    dispatched.context().correlationId())));
    return (Handled<C, O>) requireNonNull(await(bus.dispatch(message, null)).payload());
  }

  private static <O> Outcome<O> outcome(Decided<?, O> decided) {
    return switch (decided.decision()) {
      case Decision.Rejected<ProgressionEvent, O> rejected ->
          new Outcome.Refused<>(rejected.rejection());
      case Decision.Accepted<ProgressionEvent, O> accepted -> {
        long position =
            GlobalIndexConsistencyMarker.position(decided.transaction().appendPosition());
        long first = decided.events() == 0 ? -1 : position - decided.events() + 1;
        yield new Outcome.Recorded<>(first, position, accepted.outcome());
      }
    };
  }

  private static RuntimeException unwrap(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    switch (cause) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    }
  }

  private static EventStorageEngine engine(
      Map<String, EventStorageEngine> engines, String district) {
    EventStorageEngine engine = engines.get(district);
    if (engine == null) {
      throw new IllegalArgumentException("no such district here: " + district);
    }
    return engine;
  }

  private static Set<Tag> tags(EventMessage message) {
    return EventCatalog.tags((ProgressionEvent) requireNonNull(message.payload())).stream()
        .map(tag -> Tag.of(tag.key(), tag.value()))
        .collect(toSet());
  }
}

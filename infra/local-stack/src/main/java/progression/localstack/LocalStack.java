package progression.localstack;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * PostgreSQL and Kafka on one data directory, started together.
 *
 * <pre>{@code
 * data/
 *   lock         the process that owns the directory
 *   postgresql/  the cluster, its password and logs
 *   kafka/       the broker's log
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {

  private final DataDirectory directory;
  private final Server<LocalPostgres> postgres;
  private final Server<LocalKafka> kafka;
  private final String password;
  private boolean closed;

  private LocalStack(
      DataDirectory directory,
      Server<LocalPostgres> postgres,
      Server<LocalKafka> kafka,
      String password) {
    this.directory = directory;
    this.postgres = postgres;
    this.kafka = kafka;
    this.password = password;
  }

  /** Starts both on this directory, on any free ports. */
  public static LocalStack start(Path directory) {
    return start(directory, 0, 0);
  }

  /**
   * Starts both on this directory, creating it where it is missing, and returns at once: there is
   * much to do without them. {@link #awaitPostgres} and {@link #awaitKafka} say when they serve.
   *
   * @param postgresPort the loopback port of PostgreSQL, or 0 for any free one
   * @param kafkaPort the loopback port of Kafka, or 0 for any free one
   * @throws LocalStackException if the directory is in use or Kafka's port taken; then neither runs
   */
  public static LocalStack start(Path directory, int postgresPort, int kafkaPort) {
    DataDirectory owned = DataDirectory.open(directory);
    try {
      Path postgres = owned.path().resolve("postgresql");
      Path kafka = owned.path().resolve("kafka");
      String password = LocalPostgres.password(postgres);
      Port forKafka = Port.keep(kafkaPort, "Kafka");
      // One that a killed process left behind may have the port until it is stopped.
      Port forPostgres = postgresPort == 0 ? Port.keep(0, "PostgreSQL") : Port.unkept(postgresPort);
      return new LocalStack(
          owned,
          Server.start("PostgreSQL", forPostgres, port -> LocalPostgres.start(postgres, port)),
          Server.start("Kafka", forKafka, port -> LocalKafka.start(kafka, port)),
          password);
    } catch (RuntimeException e) {
      owned.close();
      throw e;
    }
  }

  /**
   * Returns when PostgreSQL serves clients.
   *
   * @throws LocalStackException if it does not come up
   */
  public void awaitPostgres() {
    postgres.await();
  }

  /**
   * Returns when Kafka serves clients, which takes longer, after a kill above all.
   *
   * @throws LocalStackException if it does not come up
   */
  public void awaitKafka() {
    kafka.await();
  }

  /** The data directory, absolute and with symbolic links resolved. */
  public Path directory() {
    return directory.path();
  }

  /** For example {@code jdbc:postgresql://127.0.0.1:54321/postgres}. */
  public String jdbcUrl() {
    return LocalPostgres.jdbcUrl(postgres.port());
  }

  /** The database user. */
  public String username() {
    return LocalPostgres.USER;
  }

  /** The user's password, different for each data directory. */
  public String password() {
    return password;
  }

  /** For example {@code 127.0.0.1:40123}. */
  public String bootstrapServers() {
    return Port.HOST + ":" + kafka.port();
  }

  /**
   * Stops Kafka, then PostgreSQL, both cleanly, and frees the directory. Once is enough. Who was
   * told to stop while waiting for them is interrupted, and stops them cleanly all the same.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted();
    try (directory) {
      try {
        kafka.close(LocalKafka::close);
      } finally {
        postgres.close(LocalPostgres::close);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A server that runs, or is going to. */
  private record Server<S>(String name, int port, CompletableFuture<S> started) {

    static <S> Server<S> start(String name, Port port, IntFunction<S> start) {
      int number = port.number();
      return new Server<>(
          name,
          number,
          CompletableFuture.supplyAsync(() -> start.apply(number), Thread::startVirtualThread)
              .whenComplete((server, failure) -> port.close()));
    }

    void await() {
      try {
        started.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LocalStackException("Interrupted while %s was starting.".formatted(name), e);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof LocalStackException known
            ? known
            : new LocalStackException("%s did not start.".formatted(name), e);
      }
    }

    /** Once it has come up, if it does. */
    void close(Consumer<S> close) {
      try {
        close.accept(started.join());
      } catch (CompletionException neverCameUp) {
        // There is nothing to stop.
      }
    }
  }
}

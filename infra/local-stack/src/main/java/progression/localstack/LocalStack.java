package progression.localstack;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

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
  private final LocalPostgres postgres;
  private final CompletableFuture<LocalKafka> kafka;
  private final String bootstrapServers;
  private boolean closed;

  private LocalStack(
      DataDirectory directory,
      LocalPostgres postgres,
      CompletableFuture<LocalKafka> kafka,
      String bootstrapServers) {
    this.directory = directory;
    this.postgres = postgres;
    this.kafka = kafka;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts both on this directory, on any free ports. */
  public static LocalStack start(Path directory) {
    return start(directory, 0, 0);
  }

  /**
   * Starts both on this directory, creating it where it is missing, and returns when PostgreSQL
   * serves clients. Kafka takes longer, after a kill above all, and there is much to do without it:
   * {@link #awaitKafka} says when it serves, too.
   *
   * @param postgresPort the loopback port of PostgreSQL, or 0 for any free one
   * @param kafkaPort the loopback port of Kafka, or 0 for any free one
   * @throws LocalStackException if the directory is in use, a port taken, or PostgreSQL does not
   *     come up; then neither runs
   */
  public static LocalStack start(Path directory, int postgresPort, int kafkaPort) {
    DataDirectory owned = DataDirectory.open(directory);
    try {
      int port = Ports.choose(kafkaPort, "Kafka");
      CompletableFuture<LocalKafka> kafka =
          CompletableFuture.supplyAsync(
              () -> LocalKafka.start(owned.path().resolve("kafka"), port),
              Thread::startVirtualThread);
      try {
        LocalPostgres postgres =
            LocalPostgres.start(owned.path().resolve("postgresql"), postgresPort);
        return new LocalStack(owned, postgres, kafka, Ports.HOST + ":" + port);
      } catch (RuntimeException e) {
        close(kafka);
        throw e;
      }
    } catch (RuntimeException e) {
      owned.close();
      throw e;
    }
  }

  /**
   * Returns when Kafka serves clients.
   *
   * @throws LocalStackException if it does not come up
   */
  public void awaitKafka() {
    try {
      kafka.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while Kafka was starting.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LocalStackException known
          ? known
          : new LocalStackException("Kafka did not start on " + directory.path() + ".", e);
    }
  }

  /** The data directory, absolute and with symbolic links resolved. */
  public Path directory() {
    return directory.path();
  }

  /** For example {@code jdbc:postgresql://127.0.0.1:54321/postgres}. */
  public String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  /** The database user. */
  public String username() {
    return postgres.username();
  }

  /** The user's password, different for each data directory. */
  public String password() {
    return postgres.password();
  }

  /** Where Kafka serves clients, or is going to; for example {@code 127.0.0.1:40123}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops Kafka, then PostgreSQL, both cleanly, and frees the directory. Once is enough. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (directory;
        postgres) {
      close(kafka); // All are closed, each even if the one before it fails.
    }
  }

  /** Once it has come up, if it does. */
  private static void close(CompletableFuture<LocalKafka> kafka) {
    try {
      kafka.join().close();
    } catch (CompletionException neverCameUp) {
      // There is nothing to stop.
    }
  }
}

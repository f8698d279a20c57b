package progression.localstack;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
  private final LocalKafka kafka;
  private boolean closed;

  private LocalStack(DataDirectory directory, LocalPostgres postgres, LocalKafka kafka) {
    this.directory = directory;
    this.postgres = postgres;
    this.kafka = kafka;
  }

  /** Starts both on this directory, on any free ports. */
  public static LocalStack start(Path directory) {
    return start(directory, 0, 0);
  }

  /**
   * Starts both on this directory, creating it where it is missing, and returns when both serve
   * clients.
   *
   * @param postgresPort the loopback port of PostgreSQL, or 0 for any free one
   * @param kafkaPort the loopback port of Kafka, or 0 for any free one
   * @throws LocalStackException if the directory is in use, a port taken, or one of the two does
   *     not come up; then neither runs
   */
  public static LocalStack start(Path directory, int postgresPort, int kafkaPort) {
    DataDirectory owned = DataDirectory.open(directory);
    CompletableFuture<LocalPostgres> postgres =
        CompletableFuture.supplyAsync(
            () -> LocalPostgres.start(owned.path().resolve("postgresql"), postgresPort),
            Thread::startVirtualThread);
    CompletableFuture<LocalKafka> kafka =
        CompletableFuture.supplyAsync(
            () -> LocalKafka.start(owned.path().resolve("kafka"), kafkaPort),
            Thread::startVirtualThread);
    try {
      CompletableFuture.allOf(postgres, kafka).join();
      return new LocalStack(owned, postgres.join(), kafka.join());
    } catch (CompletionException e) {
      postgres.thenAccept(LocalPostgres::close);
      kafka.thenAccept(LocalKafka::close);
      owned.close();
      throw e.getCause() instanceof LocalStackException known
          ? known
          : new LocalStackException("The local stack did not start on " + owned.path() + ".", e);
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

  /** For example {@code 127.0.0.1:40123}. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Stops Kafka, then PostgreSQL, both cleanly, and frees the directory. Once is enough. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (directory;
        postgres;
        kafka) {
      // Closed in the reverse order, each even if the one before it fails.
    }
  }
}

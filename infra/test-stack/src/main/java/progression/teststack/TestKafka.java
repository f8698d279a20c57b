package progression.teststack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import progression.localstack.LocalKafka;

/** A Kafka broker on loopback for tests; topics are declared, and transactions work. */
public final class TestKafka implements AutoCloseable {

  /** As {@link LocalKafka} has it: one broker, few clients, no guessed topics. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("KAFKA_NODE_ID", "1"),
          Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
          Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "CLIENT"),
          Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
          Map.entry(
              "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:9093"),
          Map.entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data"),
          Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
          Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
          Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
          Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
          Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
          Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4"),
          Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"));

  private final String bootstrapServers;
  private final Runnable stop;

  private TestKafka(String bootstrapServers, Runnable stop) {
    this.bootstrapServers = bootstrapServers;
    this.stop = stop;
  }

  /**
   * Starts it and returns when it serves clients.
   *
   * @param directory where an embedded one keeps its log; a container brings its own
   */
  public static TestKafka start(Path directory) {
    return start(directory, 0);
  }

  /**
   * The same behind something that stands in between.
   *
   * @param advertised the loopback port that clients are told to come to, or 0 for its own
   */
  public static TestKafka start(Path directory, int advertised) {
    return switch (Kind.chosen()) {
      case EMBEDDED -> {
        LocalKafka server = LocalKafka.start(directory, 0, advertised);
        yield new TestKafka(server.bootstrapServers(), server::close);
      }
      case CONTAINERS -> inContainer(advertised);
    };
  }

  /**
   * The broker tells clients where it is, and uses that address itself. So it listens on the same
   * port inside and outside, and the port is chosen before it starts.
   */
  private static TestKafka inContainer(int advertised) {
    int port = freePort();
    String address = Containers.HOST + ":" + port;
    GenericContainer<?> container =
        Containers.of("apache/kafka:" + AppInfoParser.getVersion(), "progression/kafka", port, port)
            .withEnv(SETTINGS)
            .withEnv("KAFKA_LISTENERS", "CLIENT://:%d,CONTROLLER://127.0.0.1:9093".formatted(port))
            .withEnv(
                "KAFKA_ADVERTISED_LISTENERS",
                advertised == 0
                    ? "CLIENT://" + address
                    : "CLIENT://%s:%d".formatted(Containers.HOST, advertised))
            .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
    container.start();
    return new TestKafka(address, container::stop);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(Containers.HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For example {@code 127.0.0.1:40123}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops it; a container is removed with its log. */
  @Override
  public void close() {
    stop.run();
  }
}

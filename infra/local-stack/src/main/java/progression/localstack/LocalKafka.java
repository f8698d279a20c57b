package progression.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and its KRaft controller inside this process, on loopback, with its log in the
 * given directory. Transactions work with this one broker. After a kill it recovers its log when it
 * starts again.
 */
public final class LocalKafka implements AutoCloseable {

  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private static final String SETTINGS =
      """
      process.roles=broker,controller
      inter.broker.listener.name=CLIENT
      controller.listener.names=CONTROLLER
      listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
      # Topics are declared, never guessed from a misspelt name.
      auto.create.topics.enable=false
      # One broker holds the only replica of everything.
      default.replication.factor=1
      offsets.topic.replication.factor=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      # Few clients, little memory.
      offsets.topic.num.partitions=4
      transaction.state.log.num.partitions=4
      log.cleaner.dedupe.buffer.size=4194304
      log.cleaner.io.buffer.size=262144
      num.network.threads=2
      num.io.threads=4
      num.recovery.threads.per.data.dir=2
      background.threads=2
      # A lone consumer need not wait for others to join, a restart not for a heartbeat, and the
      # disk not for a note twice a second that nothing happened.
      group.initial.rebalance.delay.ms=0
      broker.heartbeat.interval.ms=500
      metadata.max.idle.interval.ms=10000
      """;

  private final DataDirectory directory;
  private final KafkaRaftServer server;
  private final int port;

  private LocalKafka(DataDirectory directory, KafkaRaftServer server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  /** Starts the broker on this directory, on any free port. */
  public static LocalKafka start(Path directory) {
    return start(directory, 0);
  }

  /**
   * Starts the broker on this directory, formatting it where it is new, and returns when it serves
   * clients.
   *
   * @param port the loopback port for clients, or 0 for any free one
   * @throws LocalStackException if the directory is in use, the port taken, or the broker does not
   *     come up
   */
  public static LocalKafka start(Path directory, int port) {
    return start(directory, port, 0);
  }

  /**
   * The same behind something that stands in between.
   *
   * @param advertised the loopback port that clients are told to come to, or 0 for its own
   */
  public static LocalKafka start(Path directory, int port, int advertised) {
    DataDirectory owned = DataDirectory.open(directory);
    try (Port client = Port.keep(port, "Kafka");
        Port controller = Port.keep(0, "the Kafka controller")) {
      Path log = owned.path().resolve("log");
      if (!Files.exists(log.resolve("meta.properties"))) {
        format(log);
      }
      Properties settings = settings(log, client.number(), controller.number());
      if (advertised != 0) {
        settings.setProperty(
            "advertised.listeners", "CLIENT://%s:%d".formatted(Port.HOST, advertised));
      }
      KafkaConfig config = new KafkaConfig(settings);
      KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return new LocalKafka(owned, server, client.number());
    } catch (Exception e) {
      owned.close();
      throw e instanceof LocalStackException known
          ? known
          : new LocalStackException("Kafka did not start on %s.".formatted(owned.path()), e);
    }
  }

  private static void format(Path log) throws Exception {
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE)
        .setControllerListenerName(CONTROLLER)
        .setMetadataLogDirectory(log.toString())
        .addDirectory(log.toString())
        .setIgnoreFormatted(true)
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .run();
  }

  private static Properties settings(Path log, int port, int controllerPort) throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(SETTINGS));
    settings.setProperty("node.id", Integer.toString(NODE));
    settings.setProperty("log.dirs", log.toString());
    settings.setProperty("broker.session.timeout.ms", Long.toString(session(log).toMillis()));
    settings.setProperty(
        "listeners",
        "CLIENT://%1$s:%2$d,%3$s://%1$s:%4$d"
            .formatted(Port.HOST, port, CONTROLLER, controllerPort));
    settings.setProperty(
        "controller.quorum.voters", "%d@%s:%d".formatted(NODE, Port.HOST, controllerPort));
    return settings;
  }

  /**
   * For how long the controller takes a silent broker for alive. The two share a process, so a
   * silence is only ever a slow disk, and long patience is right. After a kill, though, the broker
   * is not let in again until its former self has been silent for this long.
   */
  private static Duration session(Path log) {
    boolean ran = Files.exists(log.resolve("__cluster_metadata-0"));
    boolean stopped = Files.exists(log.resolve(".kafka_cleanshutdown"));
    return ran && !stopped ? Duration.ofSeconds(5) : Duration.ofSeconds(60);
  }

  /** For example {@code 127.0.0.1:40123}. */
  public String bootstrapServers() {
    return Port.HOST + ":" + port;
  }

  /** Shuts the broker down cleanly and frees the directory. */
  @Override
  public void close() {
    try (directory) {
      server.shutdown();
      server.awaitShutdown();
    }
  }
}

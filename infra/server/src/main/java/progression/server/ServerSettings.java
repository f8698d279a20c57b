package progression.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The settings under {@code progression.} (each can be given as an environment variable too, for
 * example {@code PROGRESSION_DATADIR}).
 *
 * @param dataDir where everything is kept, relative to the working directory
 * @param districts the districts served here; each has a ledger of its own
 * @param roles which parts of the system this process runs
 * @param stack whether PostgreSQL and Kafka run inside this process. If {@code external}, {@code
 *     spring.datasource.*} and {@code progression.kafka.bootstrap-servers} say where they are
 * @param postgres the embedded PostgreSQL
 * @param kafka Kafka, embedded or external
 * @param verify how much of each ledger's chain of hashes is checked before the start goes on
 * @param incarnations by district, the declared life of a ledger that was restored from a backup
 */
@ConfigurationProperties("progression")
public record ServerSettings(
    @DefaultValue("data") String dataDir,
    @DefaultValue({"demo", "demo-2"}) List<String> districts,
    @DefaultValue({"api", "relay", "projections"}) Set<Role> roles,
    @DefaultValue("embedded") Stack stack,
    @DefaultValue Postgres postgres,
    @DefaultValue Kafka kafka,
    @DefaultValue("recent") Verify verify,
    @DefaultValue Map<String, String> incarnations) {

  /** Where PostgreSQL and Kafka run. */
  public enum Stack {
    /** Inside this process, on the data directory. */
    EMBEDDED,
    /** Elsewhere; the configuration says where. */
    EXTERNAL
  }

  /** How much of a ledger is checked. */
  public enum Verify {
    /** The last thousand events: what a crash or a bad restore would have damaged. */
    RECENT,
    /** All of it, from the first event on. */
    ALL
  }

  /**
   * The embedded PostgreSQL.
   *
   * @param port its loopback port, or 0 for a free one, which the start announces
   */
  public record Postgres(@DefaultValue("0") int port) {}

  /**
   * Kafka.
   *
   * @param port the embedded broker's loopback port, or 0 for a free one, which the start announces
   * @param bootstrapServers where the brokers are; set by the embedded stack itself
   * @param partitions of the topic that feeds the projections; fixed once it exists
   */
  public record Kafka(
      @DefaultValue("0") int port,
      @Nullable String bootstrapServers,
      @DefaultValue("6") int partitions) {}

  /** The settings in this environment, for code that runs before there are beans. */
  static ServerSettings of(Environment environment) {
    return Binder.get(environment).bindOrCreate("progression", ServerSettings.class);
  }

  /** The data directory as an absolute path. */
  public Path dataDirectory() {
    return Path.of(dataDir).toAbsolutePath().normalize();
  }
}

package progression.localstack;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An embedded PostgreSQL 18 that keeps its data, and keeps it durably: {@code fsync}, {@code
 * synchronous_commit} and {@code full_page_writes} are on and no caller can turn them off. It
 * listens on loopback and asks for a password that only the owner of the directory can read.
 */
public final class LocalPostgres implements AutoCloseable {

  static final String USER = "postgres";

  /** Crash recovery replays up to {@code max_wal_size} before the first connection. */
  private static final Duration START = Duration.ofMinutes(3);

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          // Durability. The embedding library switches the first two off unless told.
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          // A small machine that writes a lot: checkpoints by time rather than by volume.
          Map.entry("shared_buffers", "128MB"),
          Map.entry("max_connections", "100"),
          Map.entry("max_wal_size", "3GB"),
          Map.entry("checkpoint_timeout", "15min"),
          // Reachable by password on loopback only; a week of logs.
          Map.entry("listen_addresses", Port.HOST),
          Map.entry("unix_socket_directories", ""),
          Map.entry("logging_collector", "on"),
          Map.entry("log_filename", "postgresql-%a.log"),
          Map.entry("log_truncate_on_rotation", "on"),
          Map.entry("log_rotation_age", "1d"));

  private final DataDirectory directory;
  private final EmbeddedPostgres server;
  private final Postmaster postmaster;
  private final String password;

  private LocalPostgres(
      DataDirectory directory, EmbeddedPostgres server, Postmaster postmaster, String password) {
    this.directory = directory;
    this.server = server;
    this.postmaster = postmaster;
    this.password = password;
  }

  /** Starts PostgreSQL on this directory, on any free port. */
  public static LocalPostgres start(Path directory) {
    return start(directory, 0);
  }

  /**
   * Starts PostgreSQL on this directory, creating the cluster where there is none, and returns when
   * it accepts connections. A server that a killed process left running on the same directory is
   * stopped first.
   *
   * @param port the loopback port, or 0 for any free one
   * @throws LocalStackException if the directory is in use, the port taken, or PostgreSQL does not
   *     come up
   */
  public static LocalPostgres start(Path directory, int port) {
    DataDirectory owned = DataDirectory.open(directory);
    try {
      Path cluster = owned.path().resolve("cluster");
      Path log = owned.path().resolve("start.log");
      Path ready = owned.path().resolve("ready");
      Postmaster.clearOrphan(cluster);
      setUnfinishedAside(cluster, ready);
      String password = password(owned.path());
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(cluster)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START)
              .setConnectConfig("password", password)
              .setOutputRedirector(Redirect.appendTo(log.toFile()));
      initdbOptions(owned.path()).forEach(builder::setLocaleConfig);
      SETTINGS.forEach(builder::setServerConfig);
      EmbeddedPostgres server;
      try (Port kept = Port.keep(port, "PostgreSQL")) {
        server = builder.setPort(kept.number()).start();
      }
      Postmaster postmaster =
          Postmaster.of(cluster)
              .orElseThrow(
                  () -> new LocalStackException("PostgreSQL did not start. See " + log + "."));
      Files.writeString(ready, "This cluster was created completely.\n");
      return new LocalPostgres(owned, server, postmaster, password);
    } catch (IOException | RuntimeException e) {
      owned.close();
      throw e instanceof LocalStackException known
          ? known
          : new LocalStackException(
              "PostgreSQL did not start on %s. Its logs are start.log and cluster/log there."
                  .formatted(owned.path()),
              e);
    }
  }

  /**
   * Options of {@code initdb} beyond the library's: a password, and a collation built into
   * PostgreSQL, so that an upgrade of the system's C library cannot reorder our indexes.
   */
  private static Map<String, String> initdbOptions(Path directory) {
    return Map.of(
        "auth", "scram-sha-256",
        "pwfile", directory.resolve("password").toString(),
        "locale", "C",
        "locale-provider", "builtin",
        "builtin-locale", "C.UTF-8");
  }

  /** A cluster whose creation was cut short has never been used and cannot start. */
  private static void setUnfinishedAside(Path cluster, Path ready) throws IOException {
    if (Files.exists(cluster) && !Files.exists(ready)) {
      Files.move(cluster, cluster.resolveSibling("unfinished-" + ProcessHandle.current().pid()));
    }
  }

  /** The password of the cluster in this directory, which may be yet to come. */
  static String password(Path directory) {
    Path file = directory.resolve("password");
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(directory);
        Files.createFile(
            file, PosixFilePermissions.asFileAttribute(Set.of(OWNER_READ, OWNER_WRITE)));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new LocalStackException("The password in %s cannot be used.".formatted(file), e);
    }
  }

  /** For example {@code jdbc:postgresql://127.0.0.1:54321/postgres}. */
  public String jdbcUrl() {
    return jdbcUrl(port());
  }

  static String jdbcUrl(int port) {
    return "jdbc:postgresql://%s:%d/postgres".formatted(Port.HOST, port);
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** The database user. */
  public String username() {
    return USER;
  }

  /** The user's password, different for each data directory. */
  public String password() {
    return password;
  }

  /** A plain data source without a pool: every connection is a new one. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl());
    dataSource.setUser(username());
    dataSource.setPassword(password());
    return dataSource;
  }

  /**
   * Stops PostgreSQL cleanly (sessions are ended, everything is on disk) and frees the directory.
   */
  @Override
  public void close() {
    try (directory) {
      server.close();
      // The library stops waiting after five seconds; a checkpoint may take longer.
      postmaster.awaitExit();
    } catch (IOException e) {
      throw new LocalStackException("PostgreSQL did not stop.", e);
    }
  }
}

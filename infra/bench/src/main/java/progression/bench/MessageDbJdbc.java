package progression.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import progression.bench.Samples.Row;
import progression.localstack.LocalPostgres;

/**
 * message-db, a store for events that is a set of PostgreSQL functions, fetched from its npm
 * package when the benchmark runs. A stream a learner, each write with the version it expects. It
 * keeps no tags, and its writers to one category of streams take turns until they have committed.
 */
final class MessageDbJdbc {

  private static final String PACKAGE = "@eventide/message-db@1.3.1";
  private static final int STREAMS = 1_000;

  /** In the order of its own installer, without its users' privileges and its reports. */
  private static final List<String> FILES =
      List.of(
          "schema/message-store",
          "tables/messages",
          "types/message",
          "functions/message-store-version",
          "functions/hash-64",
          "functions/acquire-lock",
          "functions/category",
          "functions/is-category",
          "functions/id",
          "functions/cardinal-id",
          "functions/stream-version",
          "functions/write-message",
          "indexes/messages-id",
          "indexes/messages-category",
          "indexes/messages-stream");

  private final Database database;

  private MessageDbJdbc(Database database) {
    this.database = database;
  }

  private Connection connect() throws SQLException {
    LocalPostgres postgres = database.postgres();
    Properties properties = new Properties();
    properties.setProperty("user", postgres.username());
    properties.setProperty("password", postgres.password());
    properties.setProperty("currentSchema", "message_store,public");
    properties.setProperty("prepareThreshold", "1");
    return DriverManager.getConnection(postgres.jdbcUrl(), properties);
  }

  /**
   * Fetches and installs it.
   *
   * @throws IOException if npm or the package cannot be had
   */
  static MessageDbJdbc install(Database database, Path out) throws Exception {
    Path directory = Files.createDirectories(out.resolve("message-db").toAbsolutePath());
    Path sql = directory.resolve("package/database");
    if (!Files.exists(sql)) {
      run(directory, "npm", "pack", "--silent", PACKAGE);
      run(directory, "sh", "-c", "tar xzf *.tgz");
    }
    MessageDbJdbc installed = new MessageDbJdbc(database);
    try (Connection connection = installed.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists pgcrypto");
      for (String file : FILES) {
        statement.execute(Files.readString(sql.resolve(file + ".sql")));
      }
    }
    return installed;
  }

  private static void run(Path directory, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("fetch.log").toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("%s failed; see fetch.log".formatted(String.join(" ", command)));
    }
  }

  /** One message, one commit, again and again. */
  Measure.Result single(int connections, Duration time) throws Exception {
    return measure(connections, 1, time);
  }

  /** Many messages of different streams, one commit. */
  Measure.Result bulk(int connections, int each, Duration time) throws Exception {
    return measure(connections, each, time);
  }

  private Measure.Result measure(int connections, int each, Duration time) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate message_store.messages restart identity");
    }
    database.settle();
    return Measure.inThreads(connections, time, number -> new Writer(connect(), number, each));
  }

  /** A thousand streams of its own, so no version is ever wrong. */
  private static final class Writer implements Measure.Work, AutoCloseable {
    private final Connection connection;
    private final int number;
    private final int each;
    private final long[] versions = new long[STREAMS];
    private int next;

    Writer(Connection connection, int number, int each) {
      this.connection = connection;
      this.number = number;
      this.each = each;
      Arrays.fill(versions, -1);
    }

    @Override
    public int once() throws SQLException {
      List<String> ids = new ArrayList<>();
      List<String> streams = new ArrayList<>();
      List<String> payloads = new ArrayList<>();
      List<Long> expected = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        int stream = next++ % STREAMS;
        long learner = (long) number * STREAMS + stream;
        Row row = Samples.row(learner, Samples.nextId());
        ids.add(row.id().toString());
        streams.add("learner-" + learner);
        payloads.add(row.payload());
        expected.add(versions[stream]++);
      }
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              select write_message(id, stream, ?, payload::jsonb, ?::jsonb, expected)
              from unnest(?::varchar[], ?::varchar[], ?::text[], ?::bigint[])
                as m (id, stream, payload, expected)
              """)) {
        statement.setString(1, Samples.TYPE);
        statement.setString(2, Samples.METADATA);
        statement.setArray(3, connection.createArrayOf("varchar", ids.toArray()));
        statement.setArray(4, connection.createArrayOf("varchar", streams.toArray()));
        statement.setArray(5, connection.createArrayOf("text", payloads.toArray()));
        statement.setArray(6, connection.createArrayOf("int8", expected.toArray()));
        statement.execute();
      }
      return each;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}

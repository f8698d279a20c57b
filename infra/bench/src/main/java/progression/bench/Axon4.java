package progression.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import progression.bench.Measure.Latency;
import progression.bench.Measure.Result;
import progression.localstack.LocalPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Axon 4 as a process of its own, on the same PostgreSQL, with a heap as large as ours. What it
 * runs is {@code progression.axon4.Peer}; it measures itself and idles while it is not asked.
 */
final class Axon4 implements AutoCloseable {

  private static final String SCHEMA = "axon4";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private Axon4(Database database, Process process) {
    this.database = database;
    this.process = process;
    this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it on an empty schema. */
  static Axon4 start(Database database) throws Exception {
    SetupJdbc.drop(database.connections(), SCHEMA);
    SetupJdbc.create(database.connections(), SCHEMA);
    Path built = Path.of(System.getProperty("bench.axon4", "axon4/target"));
    LocalPostgres postgres = database.postgres();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms2g",
            "-Xmx2g",
            "-Ddisable-axoniq-console-message=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            built.resolve("classes") + ":" + Files.readString(built.resolve("classpath")).strip(),
            "progression.axon4.Peer",
            postgres.jdbcUrl() + "?currentSchema=" + SCHEMA,
            postgres.username());
    builder.environment().put("PEER_PASSWORD", postgres.password());
    Axon4 axon4 = new Axon4(database, builder.redirectError(Redirect.INHERIT).start());
    try {
      axon4.answer();
    } catch (IOException e) {
      axon4.close();
      throw e;
    }
    return axon4;
  }

  /** Adds aggregates with so many pieces of evidence each. */
  void begin(int learners, int pieces) throws Exception {
    ask("begin %d %d".formatted(learners, pieces));
    database.settle();
  }

  /** Commands by so many threads, each in a transaction or as one row that commits by itself. */
  Result commands(int threads, boolean autoCommit, Duration time) throws IOException {
    String what = autoCommit ? "autocommit" : "command";
    JsonNode answer = ask("run %s %d %d".formatted(what, time.toSeconds(), threads));
    return new Result(
        answer.path("perSecond").doubleValue(),
        new Latency(
            answer.path("p50").doubleValue(),
            answer.path("p99").doubleValue(),
            answer.path("p999").doubleValue()),
        0);
  }

  Result replay(int batch, Duration time) throws IOException {
    JsonNode answer = ask("run replay %d %d".formatted(time.toSeconds(), batch));
    return new Result(answer.path("perSecond").doubleValue(), null, 0);
  }

  private JsonNode ask(String request) throws IOException {
    requests.write(request + "\n");
    requests.flush();
    return answer();
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("Axon 4 has gone; what it said stands above");
    }
    return JSON.readTree(line);
  }

  /** It ends when there is nothing more to read. */
  @Override
  public void close() throws Exception {
    try (answers) {
      requests.close();
      process.waitFor();
    } finally {
      process.destroyForcibly();
      SetupJdbc.drop(database.connections(), SCHEMA);
    }
  }
}

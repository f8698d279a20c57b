package progression.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A second Java process that holds a directory until it is killed. */
final class OtherProcess implements AutoCloseable {

  /** Starts a PostgreSQL on the given directory and waits to be killed. */
  static final class HoldsPostgres {
    public static void main(String[] arguments) throws InterruptedException {
      LocalPostgres postgres = LocalPostgres.start(Path.of(arguments[0]));
      System.out.println("holding " + postgres.jdbcUrl());
      new CountDownLatch(1).await();
    }
  }

  /** Starts a Kafka on the given directory and waits to be killed. */
  static final class HoldsKafka {
    public static void main(String[] arguments) throws InterruptedException {
      LocalKafka kafka = LocalKafka.start(Path.of(arguments[0]));
      System.out.println("holding " + kafka.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }

  private final Process process;
  private final String held;

  private OtherProcess(Process process, String held) {
    this.process = process;
    this.held = held;
  }

  static OtherProcess start(Class<?> main, Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName(),
                    directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("holding ")) {
        return new OtherProcess(process, line.substring("holding ".length()));
      }
    }
    throw new IllegalStateException("The other process ended early");
  }

  long pid() {
    return process.pid();
  }

  /** Where what it holds is reachable: a JDBC URL or bootstrap servers. */
  String held() {
    return held;
  }

  /** Ends it as {@code kill -9} does: without a chance to tidy up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}

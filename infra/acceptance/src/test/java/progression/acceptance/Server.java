package progression.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The built server as a process of its own, on a data directory that outlives it. */
final class Server implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(10);

  private final Process process;
  private final Path data;
  private final URI address;
  private final Duration startup;

  private Server(Process process, Path data, URI address, Duration startup) {
    this.process = process;
    this.data = data;
    this.address = address;
    this.startup = startup;
  }

  /** Starts it on a free port and waits until it says that it is ready. */
  static Server start(Path jar, Path data, String... options) throws Exception {
    Files.createDirectories(data);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    command.add("-jar");
    command.add(jar.toString());
    command.add("--progression.data-dir=" + data);
    command.add("--server.port=" + port);
    command.addAll(List.of(options));
    Path log = data.resolveSibling(data.getFileName() + ".log");
    Instant began = Instant.now();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    URI address = URI.create("http://127.0.0.1:" + port);
    awaitReady(process, address, log);
    return new Server(process, data, address, Duration.between(began, Instant.now()));
  }

  URI address() {
    return address;
  }

  /** From the start of the process to its first readiness. */
  Duration startup() {
    return startup;
  }

  /** The memory that the process and its database hold, in MiB: each one's proportional share. */
  long memory() throws IOException {
    long kib = 0;
    for (ProcessHandle one : processes()) {
      Path rollup = Path.of("/proc/" + one.pid() + "/smaps_rollup");
      if (Files.isReadable(rollup)) {
        kib += pss(rollup);
      }
    }
    return kib / 1024;
  }

  /** The server's own process, and the database's, which is no child of it. */
  private List<ProcessHandle> processes() throws IOException {
    List<ProcessHandle> processes = new ArrayList<>();
    processes.add(process.toHandle());
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(each -> each.endsWith("postmaster.pid")).toList()) {
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle.of(pid)
            .ifPresent(database -> {
              processes.add(database);
              database.children().forEach(processes::add);
            });
      }
    }
    return processes;
  }

  /** Ends the process at once, as a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop, and waits until it has. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("the server did not stop within a minute of SIGTERM");
    }
  }

  private static long pss(Path rollup) throws IOException {
    try (Stream<String> lines = Files.lines(rollup)) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }

  private static void awaitReady(Process process, URI address, Path log) throws Exception {
    HttpRequest readiness =
        HttpRequest.newBuilder(address.resolve("/actuator/health/readiness")).build();
    Instant deadline = Instant.now().plus(START_LIMIT);
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(deadline)) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
        try {
          if (http.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // it does not listen yet
        }
      }
    }
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log);
    throw new AssertionError(
        "the server did not start:\n"
            + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size())));
  }
}

package progression.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private int port;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts one with the classes under test on any free port, and returns before it is ready. */
  static ServerProcess start(String... arguments) throws IOException {
    return start(
        List.of("-cp", System.getProperty("java.class.path"), ProgressionServer.class.getName()),
        arguments);
  }

  /** Starts the one that was built, as the README says. */
  static ServerProcess startBuilt(String... arguments) throws IOException {
    try (DirectoryStream<Path> built =
        Files.newDirectoryStream(Path.of("target"), "progression-server-*.jar")) {
      return start(List.of("-jar", built.iterator().next().toString()), arguments);
    }
  }

  private static ServerProcess start(List<String> what, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(what);
    command.add("--server.port=0");
    command.addAll(List.of(arguments));
    return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Waits until it serves. What it writes afterwards is read and forgotten. */
  ServerProcess awaitReady() throws IOException {
    BufferedReader output = process.inputReader();
    StringBuilder read = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.append(line).append('\n');
      if (line.strip().startsWith("HTTP ") && read.indexOf("Progression is ready.") >= 0) {
        port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
        return this;
      }
    }
    throw new AssertionError("The server ended early:\n" + read);
  }

  Calls calls() {
    return new Calls(port);
  }

  Process process() {
    return process;
  }

  /** Ends it as a power cut would. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}

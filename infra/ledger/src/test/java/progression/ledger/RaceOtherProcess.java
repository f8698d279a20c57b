package progression.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A second Java process whose writers take part in a race. */
final class RaceOtherProcess implements AutoCloseable {

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  RaceOtherProcess(String district, int firstWriter, int allWriters) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RaceOtherProcess.class.getName(),
                TestDatabase.postgres().jdbcUrl(),
                TestDatabase.postgres().username(),
                TestDatabase.postgres().password(),
                district,
                Integer.toString(firstWriter),
                Integer.toString(allWriters))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Sends a step, such as {@code read 7}, without waiting for its end. */
  void send(String step) throws IOException {
    commands.write(step + "\n");
    commands.flush();
  }

  /** Waits for the end of the step. Returns which writers appended in it. */
  Map<Integer, Boolean> answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith("done")) {
        Map<Integer, Boolean> won = new TreeMap<>();
        Arrays.stream(line.split(" "))
            .skip(1)
            .map(part -> part.split("="))
            .forEach(part -> won.put(Integer.valueOf(part[0]), Boolean.valueOf(part[1])));
        return won;
      }
    }
    throw new IllegalStateException("the other process ended early");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    commands.close();
    process.waitFor();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Integer> writers =
        IntStream.range(Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]))
            .boxed()
            .toList();
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (HikariDataSource pool = LedgerPool.open(arguments[0], arguments[1], arguments[2], 6);
        Ledger ledger = new Ledger(arguments[3], pool)) {
      RaceNode node = new RaceNode(ledger, writers, Integer.parseInt(arguments[5]));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] step = line.split(" ");
        int round = Integer.parseInt(step[1]);
        Map<Integer, Boolean> won = Map.of();
        switch (step[0]) {
          case "read" -> node.read(round);
          case "append" -> won = node.append(round);
          default -> won = node.readAndAppend(round);
        }
        System.out.println(
            won.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(joining(" ", "done ", "")));
      }
    }
  }
}

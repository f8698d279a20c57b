package progression.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.bench.Scenario.Candidate;

/**
 * Runs the scenarios one after another. Each has a round to warm up that does not count, then
 * rounds in which every candidate is measured once, in an order that moves on by one each round.
 *
 * <p>{@code Bench [--quick] [--rounds=5] [--seconds=5] [--events=20000000] [--out=target/bench] [S1
 * S2 ... P1 P1.transcript ...]}; without names all but S8, which takes long. {@code Bench
 * [--minutes=10] [--bulk=1000000] day} is {@link MixedDay} instead.
 */
public final class Bench {

  private Bench() {}

  record Options(
      boolean quick,
      int rounds,
      Duration time,
      int events,
      Duration day,
      int bulk,
      Path out,
      Set<String> scenarios) {

    static Options of(String[] arguments) {
      List<String> flags = Stream.of(arguments).filter(each -> each.startsWith("--")).toList();
      boolean quick = flags.contains("--quick");
      Map<String, String> values = new TreeMap<>();
      for (String flag : flags) {
        String[] parts = flag.substring(2).split("=", 2);
        values.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
      if (!Set.of("quick", "rounds", "seconds", "events", "minutes", "bulk", "out")
          .containsAll(values.keySet())) {
        throw new IllegalArgumentException("unknown option in " + flags);
      }
      return new Options(
          quick,
          Integer.parseInt(values.getOrDefault("rounds", quick ? "2" : "5")),
          Duration.ofSeconds(Long.parseLong(values.getOrDefault("seconds", quick ? "2" : "5"))),
          Integer.parseInt(values.getOrDefault("events", "20000000")),
          Duration.ofMinutes(Long.parseLong(values.getOrDefault("minutes", quick ? "1" : "10"))),
          Integer.parseInt(values.getOrDefault("bulk", quick ? "30000" : "1000000")),
          Path.of(values.getOrDefault("out", "target/bench")),
          Stream.of(arguments)
              .filter(each -> !each.startsWith("--"))
              .collect(Collectors.toUnmodifiableSet()));
    }

    boolean wants(Scenario scenario) {
      return scenarios.isEmpty()
          ? !(scenario instanceof Growth)
          : scenarios.contains(scenario.id()) || scenarios.contains(scenario.name());
    }
  }

  /** A candidate and what came of it, a result a round. */
  record Measured(Candidate candidate, List<Measure.Result> results) {
    Measured(Candidate candidate) {
      this(candidate, new ArrayList<>());
    }
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Samples.check();
    Files.createDirectories(options.out);
    if (options.scenarios.contains("day")) {
      MixedDay.run(options.day, options.bulk, options.out);
      return;
    }
    Path directory = options.out.resolve("stack-" + ProcessHandle.current().pid()).toAbsolutePath();
    List<String> failed = new ArrayList<>();
    try (Database database = Database.start(directory.resolve("postgres"))) {
      Report report = new Report(Machine.of(database.connections()));
      System.out.println(report.machine());
      MessageDbJdbc messageDb = null;
      try {
        messageDb = MessageDbJdbc.install(database, options.out);
      } catch (Exception e) {
        report.note("message-db could not be fetched and is not measured: " + e.getMessage());
      }
      for (Scenario scenario : scenarios(database, messageDb, directory, options)) {
        if (options.wants(scenario)) {
          try {
            report.add(scenario, measure(scenario, options));
          } catch (Exception e) {
            e.printStackTrace();
            failed.add(scenario.id());
          }
        }
      }
      report.write(options.out);
    } finally {
      delete(directory);
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException("no figures of " + failed);
    }
  }

  private static List<Scenario> scenarios(
      Database database, @Nullable MessageDbJdbc messageDb, Path directory, Options options) {
    List<Scenario> scenarios = new ArrayList<>();
    scenarios.addAll(
        List.of(
            new DiskFlush(options.out),
            new SingleAppend(database, messageDb),
            WholeCommand.together(database, options.quick),
            WholeCommand.alone(database, options.quick),
            new OneBoundary(database),
            new BulkAppend(database, messageDb),
            new BoundaryRead(database, options.quick),
            new Replay(database, options.quick),
            new Growth(database, options.events),
            new Hashing(database)));
    scenarios.addAll(ProjectionRebuild.all(database, options.quick));
    scenarios.add(new Visibility(database, directory.resolve("kafka-p2"), options.quick));
    scenarios.add(new LiveAtNight(database, directory.resolve("kafka-p3")));
    return scenarios;
  }

  private static List<Measured> measure(Scenario scenario, Options options) throws Exception {
    System.out.printf("%s %s%n", scenario.id(), scenario.metric());
    try (scenario) {
      scenario.prepare();
      List<Measured> all = scenario.candidates().stream().map(Measured::new).toList();
      List<Measured> order = new ArrayList<>(all);
      for (int round = 0; round <= options.rounds; round++) {
        for (Measured each : order) {
          Measure.Result result = each.candidate().cell().run(options.time);
          if (round > 0) {
            each.results().add(result);
          }
          System.out.printf(
              "   %s %-45s %,12.2f %s%n",
              round == 0 ? "warm-up" : "round " + round,
              each.candidate().name(),
              result.value(),
              scenario.unit());
        }
        Collections.rotate(order, 1);
      }
      return all;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

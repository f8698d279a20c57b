package progression.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server under load is short of, looked at once a second. A resource is saturated when it is
 * beyond its limit three times in a row; the one that was so first is what has to be widened.
 */
final class Vitals {

  private static final int IN_A_ROW = 3;

  /** A resource and the limit from which on it is the narrow place. */
  private enum Resource {
    PROCESSORS("processors, % busy", 95),
    DISK("processors waiting for the disk, %", 20),
    APPENDS("appends waiting for the ledger", 1_000),
    RELAY("events waiting for the relay", 10_000),
    PROJECTIONS("seconds that the slowest projection is behind", 5),
    CONNECTIONS("callers waiting for a connection", 1);

    private final String words;
    private final double limit;

    Resource(String words, double limit) {
      this.words = words;
      this.limit = limit;
    }
  }

  private final DayServer server;
  private final long began = System.nanoTime();
  private final Map<Resource, Integer> inARow = new LinkedHashMap<>();
  private final Map<Resource, Double> highest = new LinkedHashMap<>();
  private final Map<Resource, Long> saturatedAt = new LinkedHashMap<>();
  private long[] processors;
  private long memory;
  private long mostMemory;

  Vitals(DayServer server) throws IOException {
    this.server = server;
    this.processors = processors();
  }

  /** Looks once. */
  void look() throws IOException, InterruptedException {
    long[] now = processors();
    double all = Math.max(1, now[0] - processors[0]);
    see(Resource.PROCESSORS, 100 - 100 * (now[1] - processors[1]) / all);
    see(Resource.DISK, 100 * (now[2] - processors[2]) / all);
    processors = now;
    List<String> metrics = server.get("operator", "/actuator/prometheus").lines().toList();
    see(Resource.APPENDS, sum(metrics, "progression_ledger_queue_appends"));
    see(Resource.RELAY, sum(metrics, "progression_relay_lag_positions"));
    see(Resource.PROJECTIONS, most(metrics, "progression_projection_lag_seconds"));
    see(Resource.CONNECTIONS, sum(metrics, "hikaricp_connections_pending"));
    memory = memory();
    mostMemory = Math.max(mostMemory, memory);
  }

  private void see(Resource resource, double value) {
    highest.merge(resource, value, Math::max);
    int before = inARow.getOrDefault(resource, 0);
    inARow.put(resource, value >= resource.limit ? before + 1 : 0);
    if (value >= resource.limit && before + 1 == IN_A_ROW) {
      saturatedAt.putIfAbsent(resource, (System.nanoTime() - began) / 1_000_000_000);
    }
  }

  /** Of the server and its database now, in MiB. */
  long memoryNow() {
    return memory;
  }

  /** A line for each resource, what was saturated first on top; then the memory. */
  String table() {
    StringBuilder table =
        new StringBuilder("| resource | limit | highest | saturated after |\n|---|---|---|---|\n");
    Stream.concat(
            saturatedAt.keySet().stream(),
            highest.keySet().stream().filter(one -> !saturatedAt.containsKey(one)))
        .forEach(one ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.1f | %s |%n",
                    one.words,
                    one.limit,
                    highest.getOrDefault(one, 0.0),
                    saturatedAt.containsKey(one) ? saturatedAt.get(one) + " s" : "never")));
    return table
        .append("\nSaturated first: %s.\n".formatted(first() == null ? "nothing" : first()))
        .append("Memory of the server and its database: at most %,d MiB.\n".formatted(mostMemory))
        .toString();
  }

  private @Nullable String first() {
    return saturatedAt.keySet().stream().findFirst().map(one -> one.words).orElse(null);
  }

  private static double sum(List<String> metrics, String name) {
    return values(metrics, name).mapToDouble(value -> value).sum();
  }

  private static double most(List<String> metrics, String name) {
    return values(metrics, name).mapToDouble(value -> value).max().orElse(0);
  }

  private static Stream<Double> values(List<String> metrics, String name) {
    return metrics.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
        .filter(value -> !value.isNaN());
  }

  /** All time of all processors, idle time and time spent waiting for the disk. */
  private static long[] processors() throws IOException {
    String[] cells = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
    long all = 0;
    for (int n = 1; n < Math.min(cells.length, 9); n++) {
      all += Long.parseLong(cells[n]);
    }
    return new long[] {all, Long.parseLong(cells[4]), Long.parseLong(cells[5])};
  }

  /** Memory that the processes share is counted once, by its share. */
  private long memory() throws IOException {
    List<Long> pids = new ArrayList<>(server.databasePids());
    pids.add(server.pid());
    long kib = 0;
    for (long pid : pids) {
      Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
      try (Stream<String> lines = Files.lines(rollup)) {
        kib +=
            lines
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
      } catch (IOException gone) {
        // a connection's process that ended meanwhile
      }
    }
    return kib / 1024;
  }
}

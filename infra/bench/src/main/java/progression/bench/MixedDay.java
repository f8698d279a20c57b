package progression.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A mixed day against the built server: people write now and then and look at dashboards all the
 * time, and after a fifth of the day a testing night's results come in bulk. Says how long each
 * kind of request took by day, by night and after it, how much memory was held, and what was
 * saturated first.
 *
 * <p>Requests come at a steady rate whatever becomes of those before, and are measured from when
 * they were due.
 */
final class MixedDay {

  private static final int LEARNERS = 20_000;
  private static final int WRITES = 20;
  private static final int READS = 40;
  private static final int CLASSES = 20;
  private static final int A_CLASS = 25;
  private static final long LONGEST = Duration.ofMinutes(10).toNanos();

  private static final String FRAMEWORK =
      """
      {"CFDocument":{"identifier":"33333333-3333-4333-8333-333333333333",
         "uri":"https://example.org/d","creator":"made up","title":"Math",
         "lastChangeDateTime":"2026-01-01T00:00:00Z",
         "CFPackageURI":{"title":"Math","identifier":"44444444-4444-4444-8444-444444444444",
           "uri":"https://example.org/p"}},
       "CFItems":[%s],"CFAssociations":[]}
      """;
  private static final String ITEM =
      """
      {"identifier":"%s","uri":"https://example.org/i/%d","fullStatement":"Made up",
       "humanCodingScheme":"M.%d","lastChangeDateTime":"2026-01-01T00:00:00Z"}
      """;
  private static final String POLICY =
      """
      {"title":"three in a row","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
       "method":{"type":"consecutive","n":3},"threshold":0.5,"regression":"sticky"}
      """;

  /** What a request is, and when it came. */
  private record Kind(String request, Phase phase) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int order = request.compareTo(other.request);
      return order == 0 ? phase.compareTo(other.phase) : order;
    }
  }

  private enum Phase {
    DAY,
    NIGHT,
    AFTER
  }

  private final DayServer server;
  private final Duration length;
  private final int bulk;
  private final Map<Kind, ConcurrentHistogram> latencies = new ConcurrentSkipListMap<>();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong ids = new AtomicLong();
  private volatile Phase phase = Phase.DAY;

  private MixedDay(DayServer server, Duration length, int bulk) {
    this.server = server;
    this.length = length;
    this.bulk = bulk;
  }

  /** Runs the day; prints the tables and writes them to {@code day.md}. */
  static void run(Duration length, int bulk, Path out) throws Exception {
    Path data = out.resolve("day-" + ProcessHandle.current().pid()).toAbsolutePath();
    try (DayServer server = DayServer.start(data)) {
      String report = new MixedDay(server, length, bulk).run();
      System.out.println(report);
      Files.writeString(out.resolve("day.md"), report);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private String run() throws Exception {
    prepare();
    Vitals vitals = new Vitals(server);
    long began = System.nanoTime();
    CompletableFuture<String> night =
        CompletableFuture.supplyAsync(() -> night(began), Thread::startVirtualThread);
    long beforeMiB = 0;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var unused = callers.submit(() -> atRate(callers, began, WRITES, this::write));
      unused = callers.submit(() -> atRate(callers, began, READS, this::read));
      for (long second = 1; second <= length.toSeconds(); second++) {
        LockSupport.parkNanos(began + second * 1_000_000_000 - System.nanoTime());
        vitals.look();
        beforeMiB = second == length.toSeconds() / 5 ? vitals.memoryNow() : beforeMiB;
      }
    }
    return report(vitals, night.join(), beforeMiB);
  }

  private void prepare() throws Exception {
    String items =
        String.join(
            ",",
            IntStream.range(0, 32)
                .mapToObj(n -> ITEM.formatted(Samples.competency(n).value(), n, n))
                .toList());
    var unused =
        server.send("district-sis", "PUT", "/v1/frameworks/math", FRAMEWORK.formatted(items));
    unused = server.send("district-sis", "PUT", "/v1/policies/three-in-a-row", POLICY);
    JsonNode enrolled =
        server.bulk("/v1/learners/bulk", lines(LEARNERS, "{\"learner\":\"S-%d\"}"::formatted));
    System.out.println("enrolled " + enrolled);
    for (int learner = 0; learner < CLASSES * A_CLASS; learner++) {
      unused =
          server.send(
              "district-sis",
              "POST",
              "/v1/groups",
              "{\"group\":\"class-%d\",\"learner\":\"S-%d\"}"
                  .formatted(learner / A_CLASS, learner));
    }
  }

  /** The night's results, student by student; how it went, in a sentence. */
  private String night(long began) {
    LockSupport.parkNanos(began + length.toNanos() / 5 - System.nanoTime());
    phase = Phase.NIGHT;
    long started = System.nanoTime();
    try {
      JsonNode summary =
          server.bulk("/v1/evidence/bulk", lines(bulk, n -> evidence(n * (long) LEARNERS / bulk)));
      double seconds = (System.nanoTime() - started) / 1e9;
      return String.format(
          Locale.ROOT,
          "The bulk of %,d pieces took %,.0f s, %,.0f a second: %s",
          bulk,
          seconds,
          bulk / seconds,
          summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      phase = Phase.AFTER;
    }
  }

  private interface Request {
    /** Returns what kind of request it was. */
    String send() throws IOException, InterruptedException;
  }

  private boolean atRate(ExecutorService callers, long began, int perSecond, Request request) {
    for (long n = 0; n < length.toSeconds() * perSecond; n++) {
      long due = began + n * 1_000_000_000 / perSecond;
      LockSupport.parkNanos(due - System.nanoTime());
      Phase now = phase;
      var unused =
          callers.submit(() -> {
            try {
              String kind = request.send();
              latencies
                  .computeIfAbsent(new Kind(kind, now), none -> new ConcurrentHistogram(LONGEST, 3))
                  .recordValue(Math.min(System.nanoTime() - due, LONGEST));
            } catch (IOException e) {
              failures.incrementAndGet();
              System.out.println("   failed: " + e.getMessage());
            }
            return true;
          });
    }
    return true;
  }

  /** A teacher records a piece, and every fourth one looks at what it did. */
  private String write() throws IOException, InterruptedException {
    int learner = ThreadLocalRandom.current().nextInt(LEARNERS);
    long position =
        server
            .send("district-sis", "POST", "/v1/evidence", evidence(learner))
            .path("position")
            .asLong();
    if (learner % 4 != 0) {
      return "write";
    }
    var unused =
        server.get(
            "reporting", "/v1/learners/S-%d/progress?minPosition=%d".formatted(learner, position));
    return "write, then see it";
  }

  private String read() throws IOException, InterruptedException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String learner = "/v1/learners/S-%d/".formatted(random.nextInt(LEARNERS));
    Page page =
        switch (random.nextInt(5)) {
          case 0 -> new Page("progress", learner + "progress");
          case 1 -> new Page("transcript", learner + "transcript");
          case 2 -> new Page("portfolio", learner + "portfolio");
          case 3 ->
              new Page("class", "/v1/groups/class-%d/dashboard".formatted(random.nextInt(CLASSES)));
          default -> new Page("district", "/v1/dashboard");
        };
    var unused = server.get("reporting", page.path());
    return "read " + page.name();
  }

  private record Page(String name, String path) {}

  private String evidence(long learner) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return """
    {"id":"lms:%d","learner":"S-%d","competency":"M.%d","kind":"assessment",\
    "score":{"scaled":%s},"assessor":"T-7","setting":"classroom",\
    "occurredAt":"2026-03-01T10:00:00Z"}\
    """
        .formatted(
            ids.incrementAndGet(),
            learner,
            random.nextInt(32),
            random.nextInt(3) == 0 ? "0.25" : "0.75");
  }

  /** Made as they are sent, so that none of them is held. */
  private static InputStream lines(int count, IntFunction<String> line) {
    Iterator<InputStream> lines =
        IntStream.range(0, count)
            .<InputStream>mapToObj(
                n -> new ByteArrayInputStream((line.apply(n) + "\n").getBytes(UTF_8)))
            .iterator();
    return new SequenceInputStream(
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return lines.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return lines.next();
          }
        });
  }

  private String report(Vitals vitals, String night, long beforeMiB) {
    StringBuilder report = new StringBuilder();
    report.append(
        "%,d learners, %d writes and %d reads a second for %d minutes. %s%n%n"
            .formatted(LEARNERS, WRITES, READS, length.toMinutes(), night));
    report.append("| request | when | count | p50 ms | p99 ms | longest ms |\n");
    report.append("|---|---|---|---|---|---|\n");
    latencies.forEach((kind, latency) ->
        report.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %,.1f | %,.1f | %,.1f |%n",
                kind.request(),
                kind.phase().name().toLowerCase(Locale.ROOT),
                latency.getTotalCount(),
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getMaxValue() / 1e6)));
    return report
        .append("\nRequests that failed: %,d.%n%n".formatted(failures.get()))
        .append(vitals.table())
        .append("Before the night it was %,d MiB.%n".formatted(beforeMiB))
        .toString();
  }
}

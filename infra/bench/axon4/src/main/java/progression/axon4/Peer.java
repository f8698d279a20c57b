package progression.axon4;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/**
 * Reads requests from standard input, a line each, and answers with a line of JSON:
 *
 * <pre>
 * begin LEARNERS PIECES                adds aggregates of so many pieces of evidence each
 * run command SECONDS CONCURRENCY      commands by so many threads at once, in transactions
 * run autocommit SECONDS CONCURRENCY   the same, each row committed by itself
 * run replay SECONDS BATCH             all events in order, decoded, in pages of so many
 * </pre>
 *
 * Its arguments are a JDBC URL and a user; the password is in {@code PEER_PASSWORD}.
 */
public final class Peer {

  private static final long LONGEST = 600_000_000_000L;

  private Peer() {}

  public static void main(String[] arguments) throws Exception {
    String password = System.getenv("PEER_PASSWORD");
    try (Store store = new Store(arguments[0], arguments[1], password);
        BufferedReader requests =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("{\"ready\":true}");
      String line;
      while ((line = requests.readLine()) != null) {
        System.out.println(answer(store, line.split(" ")));
      }
    }
  }

  private static String answer(Store store, String[] words) throws Exception {
    String what = words[0].equals("run") ? words[1] : words[0];
    return switch (what) {
      case "begin" -> begin(store, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "command", "autocommit" -> {
        store.autoCommit(what.equals("autocommit"));
        yield commands(store, Long.parseLong(words[2]), Integer.parseInt(words[3]));
      }
      case "replay" -> replay(store.engine(Integer.parseInt(words[3])), Long.parseLong(words[2]));
      default -> throw new IllegalArgumentException(String.join(" ", words));
    };
  }

  private static String begin(Store store, int learners, int pieces) throws Exception {
    AtomicInteger next = new AtomicInteger();
    inThreads(
        16,
        () -> {
          int learner = next.getAndIncrement();
          while (learner < learners) {
            store.begin(learner, pieces);
            learner = next.getAndIncrement();
          }
          return 0L;
        });
    store.began(learners);
    return "{\"learners\":" + learners + "}";
  }

  private static String commands(Store store, long seconds, int concurrency) throws Exception {
    Histogram all = new Histogram(LONGEST, 3);
    long started = System.nanoTime();
    long end = started + seconds * 1_000_000_000L;
    long done =
        inThreads(
            concurrency,
            () -> {
              Histogram own = new Histogram(LONGEST, 3);
              long before = System.nanoTime();
              while (before < end) {
                store.record();
                long after = System.nanoTime();
                own.recordValue(after - before);
                before = after;
              }
              synchronized (all) {
                all.add(own);
              }
              return own.getTotalCount();
            });
    return String.format(
        Locale.ROOT,
        "{\"perSecond\":%f,\"p50\":%f,\"p99\":%f,\"p999\":%f}",
        done * 1e9 / (System.nanoTime() - started),
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        all.getValueAtPercentile(99.9) / 1e6);
  }

  private static String replay(JdbcEventStorageEngine engine, long seconds) {
    long started = System.nanoTime();
    long end = started + seconds * 1_000_000_000L;
    long events = 0;
    while (System.nanoTime() < end) {
      try (var stream = engine.readEvents(null, false)) {
        Iterator<? extends TrackedEventMessage<?>> all = stream.iterator();
        while (all.hasNext() && System.nanoTime() < end) {
          if (all.next().getPayload() == null) {
            throw new IllegalStateException("an event without content");
          }
          events++;
        }
      }
    }
    return String.format(
        Locale.ROOT, "{\"perSecond\":%f}", events * 1e9 / (System.nanoTime() - started));
  }

  private interface Part {
    long run() throws Exception;
  }

  private static long inThreads(int threads, Part part) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(executor.submit(part::run));
      }
      long sum = 0;
      for (Future<Long> each : parts) {
        sum += each.get();
      }
      return sum;
    }
  }
}

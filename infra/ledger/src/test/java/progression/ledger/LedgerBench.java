package progression.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import progression.ledger.ReadJdbc.Snapshot;

/**
 * Rough figures, by hand: {@code java -cp <test class path> progression.ledger.LedgerBench}. Each
 * line is the median of interleaved rounds, with the lowest and the highest.
 */
public final class LedgerBench {

  private static final int ROUNDS = 5;
  private static final String PAYLOAD =
      """
      {"evidence":{"id":"lms:attempt-%1$d","learner":"S-%2$d","competency":"6.RP.A.%3$d",\
      "kind":"assessment","score":{"scaled":"0.85"},"assessor":"T-7","setting":"classroom",\
      "occurredAt":"2026-03-01T10:00:00Z"},"framework":"math","frameworkVersion":3,\
      "verdict":{"status":"not-yet","estimate":"0.71","policy":"math","policyVersion":2,\
      "used":["lms:attempt-1","lms:attempt-2","lms:attempt-3"]}}\
      """;

  private final HikariDataSource pool;
  private final Ledger ledger;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong learners = new AtomicLong();
  private final List<Long> withTen = new ArrayList<>();

  private LedgerBench(HikariDataSource pool, Ledger ledger) {
    this.pool = pool;
    this.ledger = ledger;
  }

  public static void main(String[] arguments) throws Exception {
    String district = TestDatabase.newDistrict();
    try (HikariDataSource pool = TestDatabase.pool(20);
        Ledgers ledgers = Ledgers.open(Map.of(district, pool))) {
      new LedgerBench(pool, ledgers.of(district)).run();
    }
  }

  private interface Work {
    double measure() throws Exception;
  }

  private void run() throws Exception {
    raw();
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("set-based floor, 2,000 a commit, events/s", () -> floor(40_000, 2_000));
    works.put("bulk append, 110 a request, 16 at once, events/s", () -> bulk(66_000, 110, 16));
    works.put("single append, 16 callers, appends/s", () -> single(16, 300));
    works.put("raw one-row insert, 8 connections, rows/s", () -> rawRows(8, 150));
    works.put("raw one-row insert, 1 connection, rows/s", () -> rawRows(1, 300));
    works.put("single append, 1 caller, appends/s", () -> single(1, 300));
    works.put("boundary of 10 events, p50 ms", () -> boundary(400));
    works.put("bare indexed select of 10 events, p50 ms", () -> bareSelect(400));
    works.put("bulk boundary (256+30+1+2 tags), p50 ms", () -> wideBoundary(100));
    works.values().forEach(LedgerBench::measured); // Warm-up.
    Map<String, List<Double>> results = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Work> work : works.entrySet()) {
        results
            .computeIfAbsent(work.getKey(), name -> new ArrayList<>())
            .add(measured(work.getValue()));
      }
    }
    results.forEach((name, values) -> {
      double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-55s %,12.2f  (%,.2f .. %,.2f)",
              name,
              sorted[ROUNDS / 2],
              sorted[0],
              sorted[ROUNDS - 1]));
    });
    System.out.println("events in the ledger: " + (ledger.head().position() + 1));
  }

  private static double measured(Work work) {
    try {
      return work.measure();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private PendingEvent evidence(long learner) {
    long id = ids.incrementAndGet();
    long competency = id % 11;
    return PendingEvent.of(
        UUID.randomUUID(),
        "EvidenceRecorded",
        1,
        Instant.now(),
        List.of(
            "learner=S-" + learner,
            "learner/competency=S-" + learner + "/6.RP.A." + competency,
            "evidence=lms:attempt-" + id),
        "{\"client\":\"district-sis\",\"correlationId\":\"01a2074a-8537-7f0a-b983-cab4447b70b2\"}",
        PAYLOAD.formatted(id, learner, competency));
  }

  private AppendRequest request(int events, Priority priority) {
    List<PendingEvent> all = new ArrayList<>();
    List<Criterion> criteria = new ArrayList<>();
    long learner = learners.incrementAndGet();
    for (int i = 0; i < events; i++) {
      PendingEvent event = evidence(learner);
      all.add(event);
      List<String> types = List.of("EvidenceRecorded");
      event.tags().stream()
          .filter(tag -> !tag.startsWith("learner="))
          .map(tag -> new Criterion(List.of(tag), types))
          .filter(criterion -> !criteria.contains(criterion))
          .forEach(criteria::add);
    }
    criteria.add(
        new Criterion(
            List.of(all.getFirst().tags().getLast()),
            List.of("LearnerEnrolled", "PathwayStarted", "StageCompleted")));
    return new AppendRequest(criteria, ledger.head().position(), all, priority);
  }

  private double bulk(int events, int each, int atOnce) throws Exception {
    Semaphore window = new Semaphore(atOnce);
    long started = System.nanoTime();
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    for (int i = 0; i < events / each; i++) {
      window.acquire();
      withTen.add(learners.get() + 1);
      answers.add(
          ledger.append(request(each, Priority.BULK)).whenComplete((l, e) -> window.release()));
    }
    answers.forEach(CompletableFuture::join);
    return events * 1e9 / (System.nanoTime() - started);
  }

  private double single(int callers, int each) throws Exception {
    return inThreads(callers, each, () -> ledger.append(request(1, Priority.INTERACTIVE)).join());
  }

  private interface Step {
    void take() throws Exception;
  }

  private static double inThreads(int threads, int each, Step step) throws Exception {
    List<Thread> all = new ArrayList<>();
    long started = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      all.add(
          Thread.startVirtualThread(() -> {
            for (int j = 0; j < each; j++) {
              try {
                step.take();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }
          }));
    }
    for (Thread thread : all) {
      thread.join();
    }
    return threads * each * 1e9 / (System.nanoTime() - started);
  }

  private void raw() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema raw;
          create table raw.event (like %1$s.event including all);
          create table raw.event_tag (like %1$s.event_tag including all);
          create sequence raw.position minvalue 0
          """
              .formatted(ledger.schema()));
    }
  }

  private double rawRows(int connections, int each) throws Exception {
    return inThreads(
        connections, each, () -> insertRaw(List.of(evidence(learners.incrementAndGet()))));
  }

  private double floor(int events, int batch) throws Exception {
    long started = System.nanoTime();
    for (int i = 0; i < events / batch; i++) {
      List<PendingEvent> all = new ArrayList<>();
      for (int j = 0; j < batch; j++) {
        all.add(evidence(learners.incrementAndGet()));
      }
      insertRaw(all);
    }
    return events * 1e9 / (System.nanoTime() - started);
  }

  /** Event rows and tag rows in one statement, one commit, no conditions, no lock, no hash. */
  private void insertRaw(List<PendingEvent> events) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                with e as (
                  insert into raw.event
                  select nextval('raw.position'), id, type, 1, time, time, tags::text[], metadata,
                    payload, ''
                  from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                    ?::text[]) as e (id, type, time, tags, metadata, payload)
                  returning position, type, tags)
                insert into raw.event_tag select tag, type, position from e, unnest(tags) tag
                """)) {
      statement.setArray(
          1, connection.createArrayOf("uuid", events.stream().map(PendingEvent::id).toArray()));
      statement.setArray(2, texts(connection, events.stream().map(PendingEvent::type).toList()));
      statement.setArray(
          3,
          connection.createArrayOf(
              "timestamptz", events.stream().map(PendingEvent::time).toArray()));
      statement.setArray(
          4, texts(connection, events.stream().map(e -> AppendJdbc.literal(e.tags())).toList()));
      statement.setArray(
          5, texts(connection, events.stream().map(PendingEvent::metadata).toList()));
      statement.setArray(6, texts(connection, events.stream().map(PendingEvent::payload).toList()));
      statement.executeUpdate();
    }
  }

  private static Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray(String[]::new));
  }

  private double boundary(int times) {
    double[] nanos = new double[times];
    for (int i = 0; i < times; i++) {
      long learner = withTen.get(i % withTen.size());
      List<SelectionJdbc.Part> parts = new ArrayList<>();
      List<String> types = List.of("EvidenceRecorded");
      parts.add(part("learner/competency=S-" + learner + "/6.RP.A.3", types));
      parts.add(part("evidence=new:" + i, types));
      parts.add(part("learner=S-" + learner, List.of("LearnerEnrolled", "StageCompleted")));
      parts.add(part("framework=math", List.of("FrameworkPublished", "PolicyAdopted")));
      long started = System.nanoTime();
      Snapshot snapshot = ledger.snapshot(new SelectionJdbc(parts));
      nanos[i] = System.nanoTime() - started;
      if (snapshot.events().size() > 40) {
        throw new IllegalStateException("read " + snapshot.events().size());
      }
    }
    return median(nanos);
  }

  private double wideBoundary(int times) {
    double[] nanos = new double[times];
    for (int i = 0; i < times; i++) {
      List<SelectionJdbc.Part> parts = new ArrayList<>();
      List<String> types = List.of("EvidenceRecorded");
      for (int j = 0; j < 256; j++) {
        parts.add(part("evidence=new:" + i + "-" + j, types));
      }
      for (int j = 0; j < 30; j++) {
        parts.add(part("learner/competency=S-" + (i + 1) + "/6.RP.A." + j, types));
      }
      parts.add(part("learner=S-" + (i + 1), List.of("LearnerEnrolled", "StageCompleted")));
      parts.add(part("framework=math", List.of("FrameworkPublished", "PolicyAdopted")));
      parts.add(part("framework=ela", List.of("FrameworkPublished", "PolicyAdopted")));
      long started = System.nanoTime();
      ledger.snapshot(new SelectionJdbc(parts));
      nanos[i] = System.nanoTime() - started;
    }
    return median(nanos);
  }

  private static SelectionJdbc.Part part(String tag, List<String> types) {
    return new SelectionJdbc.Part(new Criterion(List.of(tag), types), -1);
  }

  private double bareSelect(int times) throws SQLException {
    double[] nanos = new double[times];
    for (int i = 0; i < times; i++) {
      long learner = withTen.get(i % withTen.size());
      long started = System.nanoTime();
      try (Connection connection = pool.getConnection();
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select e.position, e.id, e.type, e.version, e.time, e.metadata, e.payload
                  from %1$s.event_tag t join %1$s.event e on e.position = t.position
                  where t.tag = ? and t.type = 'EvidenceRecorded' order by t.position
                  """
                      .formatted(ledger.schema()))) {
        statement.setString(1, "learner/competency=S-" + learner + "/6.RP.A.3");
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            rows.getLong(1);
            rows.getString(7);
          }
        }
      }
      nanos[i] = System.nanoTime() - started;
    }
    return median(nanos);
  }

  private static double median(double[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1e6;
  }
}

package progression.projections.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import progression.event.ProgressionEvent;
import progression.kernel.CompetencyId;
import progression.mastery.Verdict.Status;
import progression.projections.OwnRecord;
import progression.projections.Story;
import progression.projections.TestLedger;
import progression.projections.TestStack;
import progression.projections.runtime.MortalProcess.Moment;
import progression.projections.runtime.Rebuild.Differences;
import progression.relay.EventTopic;
import progression.relay.Relay;
import progression.teststack.TestKafka;

/**
 * Whatever happens to consumers, connections and records, every projection ends as a fresh fold of
 * the ledger, row by row. Consumers leave, or die without a word, and some come back from that.
 *
 * <p>{@code -Dprojections.data=<folder>} adds the evidence of a real set, {@code
 * -Dprojections.seed} the same accidents again.
 */
class ExactlyOnceIT {

  private static final long SEED = Long.getLong("projections.seed", System.nanoTime());
  private static final @Nullable String DATA = System.getProperty("projections.data");
  private static final int APPEND = 100;
  private static final int ACCIDENTS = 60; // about, where there are events enough
  private static final int PROCESSES = 2;

  private final Random random = new Random(SEED);
  private final List<Projection> projections = projections();
  private final String database = TestStack.newDistrict().replace('-', '_');
  private final TestLedger ledger = new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private final String district = ledger.district();
  private final Districts districts = new Districts(Map.of(district, ledger.reader()));
  private final List<MortalProcess> begun = new ArrayList<>();
  private final List<MortalProcess> processes = new ArrayList<>();
  private @Nullable MortalProcess dead;

  /** All that there are, with nothing around them. */
  private static List<Projection> projections() {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
      scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
      scanner.addExcludeFilter(new AssignableTypeFilter(Tally.class));
      scanner.scan("progression.projections");
      context.refresh();
      return List.copyOf(context.getBeansOfType(Projection.class).values());
    }
  }

  @Test
  void whatever_happens_every_projection_is_what_the_ledger_says() throws Exception {
    List<ProgressionEvent> events = generated();
    if (DATA != null) {
      events = mixed(events, real(Path.of(DATA).resolve("assistments2009")));
    }
    Path directory = Path.of("target", "exactly-once-" + ProcessHandle.current().pid());
    try (HikariDataSource tables = TestStack.newTables(database);
        BrokerProxy proxy = new BrokerProxy();
        TestKafka kafka = TestKafka.start(directory.toAbsolutePath(), proxy.port());
        TestLedger closing = ledger) {
      proxy.open(Integer.parseInt(kafka.bootstrapServers().split(":")[1]));
      tables.setMaximumPoolSize(30); // also for one that is dead
      EventTopic topic =
          new EventTopic(
              Map.of("bootstrap.servers", "127.0.0.1:" + proxy.port()),
              TestStack.PARTITIONS,
              Map.of());
      projections.forEach(one -> Schemas.migrate(tables, one, one.name()));
      Freshness freshness = new Freshness(tables, districts, topic, Duration.ZERO);
      try (Relay relay = ledger.relay(topic)) {
        relay.start();
        for (int n = 0; n < PROCESSES; n++) {
          processes.add(process(topic, tables, proxy));
        }
        int accidents = 0;
        int every = Math.max(4, events.size() / APPEND / ACCIDENTS);
        for (int from = 0; from < events.size(); from += APPEND) {
          closing.append(events.subList(from, Math.min(events.size(), from + APPEND)));
          // Not after every append: between two accidents they have to come to something.
          if (random.nextInt(every) == 0) {
            accident(topic, tables, proxy);
            accidents++;
          }
        }
        tables.getHikariPoolMXBean().softEvictConnections();
        awaitAll(freshness);
        if (dead != null) {
          dead.close();
        }
        assertWhoComesBackFromDeathIsRefused(freshness);
        for (Projection one : projections) {
          Rebuild.Report fresh = new Rebuild(tables, districts, topic).run(one, Differences.REFUSE);
          System.out.printf(
              "%s, seed %d: %,d events, %d accidents, %,d rows, %d differ%n",
              one.name(), SEED, events.size(), accidents, fresh.rows(), fresh.differing());
          assertThat(fresh.differing()).as("%s, seed %d", one.name(), SEED).isZero();
          assertThat(fresh.rows()).as(one.name()).isPositive();
          assertThat(freshness.state(one.name(), district).parked()).isZero();
        }
      } finally {
        begun.forEach(MortalProcess::close);
      }
    }
  }

  private MortalProcess process(EventTopic topic, HikariDataSource tables, BrokerProxy proxy) {
    String name = "process-%d-".formatted(begun.size());
    begun.add(new MortalProcess(name, projections, tables, districts, topic, proxy));
    return begun.getLast();
  }

  private void awaitAll(Freshness freshness) {
    await()
        .atMost(Duration.ofMinutes(15))
        .until(() ->
            projections.stream().allMatch(one -> freshness.state(one.name(), district).lag() == 0));
  }

  /** Others have written by then what it died with in its hands. */
  private void assertWhoComesBackFromDeathIsRefused(Freshness freshness) {
    MortalProcess last = processes.getFirst();
    last.dieAt(Moment.BEFORE_WRITE);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          ledger.append(Story.pathway()); // to every partition
          return last.isDead();
        });
    awaitAll(freshness);
    last.close();
    assertThat(last.errors()).anyMatch(error -> error.endsWith("was moved by somebody else"));
  }

  private void accident(EventTopic topic, HikariDataSource tables, BrokerProxy proxy)
      throws SQLException {
    int which = random.nextInt(PROCESSES);
    switch (random.nextInt(5)) {
      case 0 -> {
        // A process leaves and another one comes: the partitions move.
        processes.get(which).close();
        processes.set(which, process(topic, tables, proxy));
      }
      case 1 -> {
        if (dead == null) {
          // One dies, and the broker has to find out by itself; another one is begun instead.
          dead = processes.set(which, process(topic, tables, proxy));
          dead.dieAt(Moment.values()[random.nextInt(Moment.values().length)]);
        } else {
          // It comes back, as if nothing had happened, when another one leaves.
          processes.get(which).close();
          processes.set(which, dead);
          dead.comeBack();
          dead = null;
        }
      }
      case 2 -> proxy.cut();
      case 3 -> // Whatever was being written is not, as if its writer had been killed.
          execute(
              """
              select pg_terminate_backend(pid) from pg_stat_activity
              where datname = '%s' and random() < 0.7
              """
                  .formatted(database));
      default -> {
        // Everything from there on is delivered again.
        for (Projection one : projections) {
          execute(
              """
              update %s.feed_offset set next = greatest(0, next - %d)
              where next > 0 and partition = %d
              """
                  .formatted(
                      one.name(), random.nextInt(2_000), random.nextInt(TestStack.PARTITIONS)),
              tables);
        }
      }
    }
  }

  private static void execute(String sql) throws SQLException {
    execute(sql, TestStack.tables());
  }

  /** On a connection of its own: the pool may hold some that were cut. */
  private static void execute(String sql, HikariDataSource tables) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                tables.getJdbcUrl(), tables.getUsername(), tables.getPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Learners' stories of which each goes on when chance says so. */
  private List<ProgressionEvent> generated() {
    List<List<ProgressionEvent>> stories = new ArrayList<>();
    for (int n = 0; n < 150; n++) {
      stories.add(story("S-" + n));
    }
    List<Integer> turns = new ArrayList<>();
    for (int n = 0; n < stories.size(); n++) {
      turns.addAll(Collections.nCopies(stories.get(n).size(), n));
    }
    Collections.shuffle(turns, random);
    List<ProgressionEvent> events = new ArrayList<>(List.of(Story.framework(1), Story.pathway()));
    int version = 1;
    for (int turn : turns) {
      events.add(stories.get(turn).removeFirst());
      if (events.size() % 2_000 == 0) {
        events.add(Story.framework(++version));
      }
    }
    return events;
  }

  private static List<ProgressionEvent> story(String learner) {
    List<ProgressionEvent> story = new ArrayList<>(Story.enrolled(learner));
    for (int day = 5; day < 20; day++) {
      story.add(Story.evidence(learner, Story.RATES, day, Status.NOT_YET, "0.123456789"));
    }
    story.addAll(Story.mastersRatios(learner));
    story.addAll(Story.losesRatios(learner));
    story.addAll(OwnRecord.goal(learner));
    story.addAll(OwnRecord.of(learner));
    story.addAll(Story.mastersRatios(learner));
    story.add(Story.retracted(learner, Story.RATIOS, 3));
    story.add(Story.reinstated(learner, Story.RATIOS, 3));
    story.addAll(Story.overridden(learner, Story.RATES));
    return story;
  }

  /** The few spread evenly among the many, each in its order. */
  private static List<ProgressionEvent> mixed(
      List<ProgressionEvent> few, List<ProgressionEvent> many) {
    List<ProgressionEvent> events = new ArrayList<>();
    int from = 0;
    for (int n = 0; n < few.size(); n++) {
      events.add(few.get(n));
      int to = (int) ((n + 1L) * many.size() / few.size());
      events.addAll(many.subList(from, to));
      from = to;
    }
    return events;
  }

  /** Each answer is a piece of evidence, the third right one in a row shows mastery. */
  private static List<ProgressionEvent> real(Path set) throws IOException {
    List<ProgressionEvent> events = new ArrayList<>();
    Map<String, Integer> inARow = new HashMap<>();
    Map<String, Integer> answers = new HashMap<>();
    for (String line : Files.readAllLines(set.resolve("responses.csv")).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      String student = cells[0];
      if (answers.merge(student, 1, Integer::sum) == 1) {
        events.addAll(Story.enrolled(student));
      }
      int day = answers.getOrDefault(student, 1);
      CompetencyId skill = new CompetencyId("skill-" + cells[2]);
      String run = student + "/" + cells[2];
      int row = cells[3].equals("1") ? inARow.getOrDefault(run, 0) + 1 : 0;
      inARow.put(run, row);
      events.add(
          Story.evidence(student, skill, day, row >= 3 ? Status.MASTERED : Status.NOT_YET, "0.5"));
      if (row == 3) {
        events.add(Story.mastered(student, skill, day));
      }
    }
    return events;
  }
}

package progression.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import progression.advice.Thresholds;
import progression.agency.Goal;
import progression.event.GoalSet;
import progression.event.LearnerDescribed;
import progression.event.LearnerEvent;
import progression.event.ProgressionEvent;
import progression.event.ThresholdsSet;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict.Status;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;
import progression.roster.Description;

/** What every projection promises of its rows, whatever they are. */
class EveryProjectionIT {

  static Stream<String> projections() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
    return scanner.findCandidateComponents("progression.projections").stream()
        .map(found ->
            ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
        .filter(type -> type.isAnnotationPresent(Component.class))
        .map(Class::getName);
  }

  @ParameterizedTest
  @MethodSource("projections")
  void any_cut_into_batches_and_any_order_of_learners_makes_the_same_rows(String type)
      throws SQLException {
    Projection projection =
        (Projection) BeanUtils.instantiateClass(ClassUtils.resolveClassName(type, null));
    String schema = projection.name() + "_every";
    Flyway.configure()
        .dataSource(TestStack.tables())
        .schemas(schema)
        .locations(
            "classpath:db/projections/runtime", "classpath:db/projections/" + projection.name())
        .load()
        .migrate();
    List<ProjectedEvent> events = events();
    try (Connection connection = TestStack.connection()) {
      connection.setSchema(schema);
      connection.setAutoCommit(false);
      projection.apply(connection, events);
      List<String> atOnce = rows(connection, schema);
      for (int size = 1; size < 6; size++) {
        connection.rollback();
        for (int from = 0; from < events.size(); from += size) {
          projection.apply(connection, events.subList(from, Math.min(events.size(), from + size)));
        }
        assertThat(rows(connection, schema)).isEqualTo(atOnce);
      }
      connection.rollback();
      projection.apply(connection, learnerByLearner(events));
      assertThat(rows(connection, schema)).as("one learner after the other").isEqualTo(atOnce);
      assertThat(atOnce).hasSizeGreaterThan(5);
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setSchema("public");
    }
  }

  /** Two learners who do everything that there is, and what is published around them. */
  private static List<ProjectedEvent> events() {
    List<ProgressionEvent> story = new ArrayList<>();
    story.add(Story.framework(1));
    story.add(Story.pathway());
    story.add(new ThresholdsSet(1, Thresholds.DEFAULT));
    for (String learner : List.of("S-1", "S-2")) {
      LearnerId id = new LearnerId(learner);
      story.addAll(Story.enrolled(learner));
      story.add(new LearnerDescribed(id, new Description("6", Map.of("lunch", "free"))));
      story.add(Story.evidence(learner, Story.RATIOS, 9, Status.NOT_YET, "0.5"));
      story.add(Story.evidence(learner, Story.RATIOS, 1, Status.AWAITING_EVALUATION, null));
      story.addAll(Story.mastersRatios(learner));
      story.addAll(Story.losesRatios(learner));
      story.addAll(OwnRecord.goal(learner));
      story.addAll(OwnRecord.of(learner));
      story.addAll(Story.mastersRatios(learner));
      story.add(Story.retracted(learner, Story.RATIOS, 3));
      story.add(Story.reinstated(learner, Story.RATIOS, 3));
      story.add(Story.retracted(learner, Story.RATIOS, 9));
      story.addAll(Story.overridden(learner, Story.RATES));
      story.add(new LearnerDescribed(id, new Description("7", Map.of())));
      story.add(
          new GoalSet(
              id,
              new EntryId("g-2"),
              new Goal(
                  "due",
                  Goal.Horizon.SHORT,
                  List.of(Story.RATES),
                  null,
                  null,
                  LocalDate.parse("2026-04-01")),
              OwnRecord.TEACHER));
    }
    story.add(Story.framework(2));
    story.add(new ThresholdsSet(2, new Thresholds(4, 20, 1, 14, 12)));
    return IntStream.range(0, story.size())
        .mapToObj(n -> new ProjectedEvent("d", n, Instant.EPOCH.plusSeconds(n), story.get(n)))
        .toList();
  }

  /** What is published last, and the second learner before the first. */
  private static List<ProjectedEvent> learnerByLearner(List<ProjectedEvent> events) {
    List<ProjectedEvent> sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparing(
            recorded -> recorded.event() instanceof LearnerEvent of ? of.learner().value() : "",
            Comparator.reverseOrder()));
    return sorted;
  }

  private static List<String> rows(Connection connection, String schema) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : texts(statement, TABLES.formatted(schema))) {
        texts(statement, "select t::text from " + table + " t order by 1")
            .forEach(row -> rows.add(table + row));
      }
    }
    return rows;
  }

  private static final String TABLES =
      """
      select table_name from information_schema.tables
      where table_schema = '%s' and table_type = 'BASE TABLE'
        and table_name <> 'flyway_schema_history'
      order by 1
      """;

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}

package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import progression.ledger.LedgerPages;
import progression.ledger.LedgerReader;
import progression.ledger.Stretch;
import progression.ledger.json.JsonEventCodec;
import progression.projections.runtime.Rebuild.Differences;
import progression.relay.EventTopic;

/**
 * A projection's rebuild, and what it would be without Kafka, ledger and checkpoints. It stands in
 * the runtime's package, which has no need to show its parts to anybody else.
 */
public final class RebuildRun {

  private static final int BATCH = 5_000;
  private static final Set<String> COMMON = Set.of("learner", "standard", "pathway_stage");

  private final Projection projection;
  private final DataSource tables;
  private final Districts districts;
  private final EventTopic topic;

  /** Makes the live tables, where they are missing. */
  public RebuildRun(
      Projection projection, DataSource tables, Districts districts, EventTopic topic) {
    this.projection = projection;
    this.tables = tables;
    this.districts = districts;
    this.topic = topic;
    Schemas.migrate(tables, projection, projection.name());
  }

  /** All projections that there are. */
  public static List<Projection> projections() {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
      scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
      scanner.scan("progression.projections");
      context.refresh();
      return List.copyOf(context.getBeansOfType(Projection.class).values());
    }
  }

  /** Rebuilds, compares and swaps; returns how many events the ledger has. */
  public long rebuild() throws SQLException {
    Rebuild.Report report =
        new Rebuild(tables, districts, topic).run(projection, Differences.ACCEPT);
    return report.events();
  }

  /** The projection's own tables, without those that all have. */
  public List<String> ownTables() throws SQLException {
    try (Connection connection = tables.getConnection()) {
      return RebuildJdbc.tables(connection, projection.name()).stream()
          .filter(table -> !COMMON.contains(table))
          .toList();
    }
  }

  /** What the projection reads of a district, decoded, in batches as large as a rebuild's. */
  public List<List<ProjectedEvent>> decoded(String district) {
    JsonEventCodec codec = new JsonEventCodec();
    LedgerReader ledger = districts.ledger(district);
    LedgerPages<ProjectedEvent> pages =
        ledger.pages(
            new Stretch(-1, ledger.head().position(), projection.ignores()),
            BATCH,
            stored -> ProjectedEvent.of(district, stored, codec));
    List<List<ProjectedEvent>> batches = new ArrayList<>();
    for (List<ProjectedEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      batches.add(page);
    }
    return batches;
  }

  /** Folds and upserts into empty tables, a commit a batch, and nothing else. */
  public void upsert(List<List<ProjectedEvent>> batches) throws SQLException {
    String schema = projection.name() + "_floor";
    try (Connection connection = tables.getConnection()) {
      RebuildJdbc.dropSchema(connection, schema);
    }
    Schemas.migrate(tables, projection, schema);
    ProjectionWriter writer = new ProjectionWriter(projection, schema, tables);
    for (List<ProjectedEvent> batch : batches) {
      writer.transaction(connection -> {
        projection.apply(connection, batch);
        return true;
      });
    }
  }
}

package progression.axon4;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.EhCache3Adapter;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.json.JacksonSerializer;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.Ehcache;

/**
 * Axon 4 with its {@code JdbcEventStorageEngine} in its own default schema for PostgreSQL, Jackson,
 * Hikari, and a cache that keeps every aggregate, so that a command reads nothing.
 *
 * <p>Its unit of work commits, as whoever records several events or keeps anything beside them has
 * it. Where a command appends one row and nothing else, connections that commit by themselves save
 * it the round trip: that can be had, too.
 */
final class Store implements AutoCloseable {

  private static final int CONNECTIONS = 36;
  private static final int ENTRIES = 200_000;
  private static final String COMPETENCY = "6d2f5c1e-0000-4000-8000-0000000000";

  private static final Map<String, String> METADATA =
      Map.of("client", "district-sis", "onBehalfOf", "teacher:T-7");

  private final AtomicLong evidence = new AtomicLong();
  private final HikariDataSource dataSource;
  private final Configuration axon;
  private volatile boolean autoCommit;
  private int learners;

  Store(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    config.addDataSourceProperty("prepareThreshold", "1");
    dataSource = new HikariDataSource(config);
    axon =
        DefaultConfigurer.defaultConfiguration(false) // No modules: one reports to the vendor.
            .configureSerializer(configuration -> serializer())
            .configureEmbeddedEventStore(configuration -> engine(100))
            .configureCorrelationDataProviders(configuration ->
                List.of(
                    new MessageOriginProvider(),
                    new SimpleCorrelationDataProvider("client", "onBehalfOf")))
            .configureAggregate(
                AggregateConfigurer.defaultConfiguration(LearnerCompetency.class)
                    .configureCache(configuration -> cache()))
            .buildConfiguration();
    autoCommit = true;
    engine(100).createSchema(PostgresEventTableFactory.INSTANCE);
    autoCommit = false;
    axon.start();
  }

  private static JacksonSerializer serializer() {
    return JacksonSerializer.builder().objectMapper(new ObjectMapper()).build();
  }

  /** The engine, with so many events a page of a replay. */
  JdbcEventStorageEngine engine(int batchSize) {
    JacksonSerializer serializer = serializer();
    return JdbcEventStorageEngine.builder()
        .eventSerializer(serializer)
        .snapshotSerializer(serializer)
        .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(this::connection))
        .transactionManager(NoTransactionManager.INSTANCE)
        .batchSize(batchSize)
        .build();
  }

  private Connection connection() throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.setAutoCommit(autoCommit);
    return connection;
  }

  /** Whether each statement of the commands to come commits by itself. */
  void autoCommit(boolean on) {
    autoCommit = on;
  }

  private static Cache cache() {
    var manager = CacheManagerBuilder.newCacheManagerBuilder().build(true);
    return new EhCache3Adapter(
        (Ehcache<?, ?>)
            manager.createCache(
                "aggregates",
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                    Object.class, Object.class, ResourcePoolsBuilder.heap(ENTRIES))));
  }

  /** Adds an aggregate with a first few pieces of evidence. */
  void begin(int learner, int pieces) {
    send(
        new LearnerCompetency.Begin(
            id(learner),
            "S-" + learner,
            competency(learner),
            pieces,
            evidence.getAndAdd(pieces) + 1));
  }

  void began(int count) {
    learners = count;
  }

  /** The whole command: any learner's next piece of evidence. */
  void record() {
    send(
        new LearnerCompetency.RecordEvidence(
            id(ThreadLocalRandom.current().nextInt(learners)),
            "lms:attempt-" + evidence.incrementAndGet(),
            new BigDecimal("0.55"),
            Instant.now()));
  }

  private void send(Object command) {
    axon.commandGateway()
        .sendAndWait(GenericCommandMessage.asCommandMessage(command).withMetaData(METADATA));
  }

  private static String id(int learner) {
    return "S-" + learner + "/" + competency(learner);
  }

  private static String competency(int learner) {
    return COMPETENCY + (10 + learner % 32);
  }

  @Override
  public void close() {
    axon.shutdown();
    dataSource.close();
  }
}

package progression.projections.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import progression.ledger.Ledger;
import progression.ledger.LedgerReader;
import progression.ledger.Ledgers;
import progression.relay.EventTopic;

/**
 * Wires the read side. It needs from the process: the ledgers and what is in force in them, a data
 * source for the tables and the topic.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ProjectionConfiguration {

  @Bean
  Districts districts(Ledgers ledgers) {
    Map<String, LedgerReader> readers =
        ledgers.all().stream().collect(Collectors.toMap(Ledger::district, Ledger::reader));
    return new Districts(readers);
  }

  @Bean
  Freshness freshness(
      DataSource dataSource,
      Districts districts,
      EventTopic topic,
      @Value("${progression.projections.patience:5s}") Duration patience) {
    return new Freshness(dataSource, districts, topic, patience);
  }

  @Bean
  PastTables pastTables(DataSource dataSource, Districts districts, EventTopic topic) {
    return new PastTables(dataSource, districts, topic);
  }

  @Bean
  ProjectionRuntime projectionRuntime(
      List<Projection> projections,
      DataSource dataSource,
      Districts districts,
      EventTopic topic,
      Freshness freshness,
      @Value("${progression.rebuild:}") Set<String> rebuild,
      @Value("${progression.rebuild.accept-differences:false}") boolean acceptDifferences,
      ObjectProvider<MeterRegistry> meters) {
    ProjectionRuntime runtime =
        new ProjectionRuntime(
            projections,
            dataSource,
            districts,
            topic,
            freshness,
            new ProjectionRuntime.Wish(rebuild, acceptDifferences));
    meters.ifAvailable(runtime::publish);
    return runtime;
  }
}

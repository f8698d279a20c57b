package progression.server;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import progression.ledger.Ledgers;
import progression.relay.EventTopic;

/** The topic between ledgers and projections, and the relays that feed it. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

  @Bean
  EventTopic eventTopic(ServerSettings settings) {
    ServerSettings.Kafka kafka = settings.kafka();
    String servers =
        requireNonNull(kafka.bootstrapServers(), "progression.kafka.bootstrap-servers");
    return new EventTopic(
        Map.of("bootstrap.servers", servers), kafka.partitions(), settings.incarnations());
  }

  @Bean
  @OnRole(Role.RELAY)
  Relays relays(
      Ledgers ledgers, DataSource dataSource, EventTopic eventTopic, MeterRegistry registry) {
    Relays relays = new Relays(ledgers, dataSource, eventTopic);
    relays.publish(registry);
    return relays;
  }
}

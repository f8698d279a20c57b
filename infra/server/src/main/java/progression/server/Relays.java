package progression.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import progression.ledger.Ledgers;
import progression.relay.EventTopic;
import progression.relay.Relay;
import progression.relay.RelayStatus;

/** A relay for each district's ledger, from before the first call until after the last. */
final class Relays implements SmartLifecycle, HealthIndicator {

  private final Ledgers ledgers;
  private final EventTopic topic;
  private final List<Relay> relays;
  private boolean running;

  Relays(Ledgers ledgers, DataSource dataSource, EventTopic topic) {
    this.ledgers = ledgers;
    this.topic = topic;
    this.relays =
        ledgers.all().stream()
            .map(ledger ->
                new Relay(ledger.district(), ledger.schema(), ledger.reader(), dataSource, topic))
            .toList();
  }

  @Override
  public void start() {
    topic.ensure(ledgers.all().stream().map(ledger -> ledger.district()).toList());
    relays.forEach(Relay::start);
    running = true;
  }

  @Override
  public void stop() {
    relays.parallelStream().forEach(Relay::close);
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server on the way up, after it on the way down. */
  @Override
  public int getPhase() {
    return 0;
  }

  /** Publishes how far each relay that leads is behind its ledger, in positions. */
  void publish(MeterRegistry registry) {
    for (Relay relay : relays) {
      String district = relay.status().district();
      Gauge.builder("progression.relay.lag.positions", () -> lag(relay))
          .description("Events that are recorded and not yet in Kafka, where this relay leads")
          .tags("district", district)
          .register(registry);
    }
  }

  private double lag(Relay relay) {
    RelayStatus status = relay.status();
    return status.role() == RelayStatus.Role.LEADING
        ? Math.max(0, ledgers.of(status.district()).heardOf() - status.position())
        : Double.NaN;
  }

  @Override
  public Health health() {
    List<RelayStatus> statuses = relays.stream().map(Relay::status).toList();
    boolean healthy = statuses.stream().allMatch(RelayStatus::isHealthy);
    return (healthy ? Health.up() : Health.down()).withDetail("relays", statuses).build();
  }
}

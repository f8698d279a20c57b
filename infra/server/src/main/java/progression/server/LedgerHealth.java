package progression.server;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import progression.ledger.Ledger;
import progression.ledger.Ledgers;

/**
 * Whether the ledgers can be written to; the group {@code readiness} asks. Anybody may ask as often
 * as she likes, so an answer holds for a moment.
 */
@Component
final class LedgerHealth implements HealthIndicator {

  private static final long HOLDS = Duration.ofSeconds(1).toNanos();

  private final Ledgers ledgers;
  private Health answer = Health.unknown().build();
  private long answeredAt = System.nanoTime() - HOLDS;

  LedgerHealth(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  @Override
  public synchronized Health health() {
    if (System.nanoTime() - answeredAt >= HOLDS) {
      boolean writable = ledgers.all().stream().allMatch(Ledger::isWritable);
      answer = (writable ? Health.up() : Health.down()).build();
      answeredAt = System.nanoTime();
    }
    return answer;
  }
}

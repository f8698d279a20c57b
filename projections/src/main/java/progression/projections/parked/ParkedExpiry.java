package progression.projections.parked;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import progression.projections.runtime.ProjectionRuntime;

/** Gives up what nobody has mended for a long time, so that its learner goes on. */
@Component
class ParkedExpiry {

  private final ProjectionRuntime runtime;
  private final Duration retention;

  ParkedExpiry(
      ProjectionRuntime runtime,
      @Value("${progression.projections.retention:30d}") Duration retention) {
    this.runtime = runtime;
    this.retention = retention;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void expire() throws SQLException {
    Instant oldest = Instant.now().minus(retention);
    for (String projection : runtime.names()) {
      runtime.parked(projection).expire(oldest);
    }
  }
}

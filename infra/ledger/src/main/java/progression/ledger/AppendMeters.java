package progression.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;

/** What is measured of one ledger's appends. It goes nowhere until it is published. */
final class AppendMeters {

  private volatile Meters meters = Meters.in(new CompositeMeterRegistry(), "");

  /** The meters in one registry. */
  private record Meters(
      Timer recorded,
      Timer conflicting,
      Timer failed,
      DistributionSummary appends,
      DistributionSummary events) {

    static Meters in(MeterRegistry registry, String district) {
      return new Meters(
          append(registry, district, "recorded"),
          append(registry, district, "conflict"),
          append(registry, district, "failed"),
          batch(registry, district, "appends"),
          batch(registry, district, "events"));
    }

    private static Timer append(MeterRegistry registry, String district, String outcome) {
      return Timer.builder("progression.ledger.append")
          .description("From being queued until the answer, which follows the commit")
          .tags("district", district, "outcome", outcome)
          .publishPercentileHistogram()
          .register(registry);
    }

    private static DistributionSummary batch(MeterRegistry registry, String district, String what) {
      return DistributionSummary.builder("progression.ledger.batch." + what)
          .description("In one transaction")
          .tags("district", district)
          .register(registry);
    }
  }

  /** From here on the registry has it all. */
  void publish(MeterRegistry registry, String district, AppendQueue queue) {
    Gauge.builder("progression.ledger.queue.appends", queue, AppendQueue::size)
        .description("Appends that wait for the next transaction")
        .tags("district", district)
        .register(registry);
    Gauge.builder("progression.ledger.queue.bytes", queue, AppendQueue::bytes)
        .description("What they would write; callers are refused beyond a bound")
        .tags("district", district)
        .register(registry);
    meters = Meters.in(registry, district);
  }

  /** Measures how long the request waits for its answer, and which. */
  void watch(CompletableFuture<Long> done) {
    Timer.Sample sample = Timer.start();
    done.whenComplete((last, failure) -> sample.stop(timer(failure)));
  }

  void batch(List<AppendRequest> requests, int events) {
    meters.appends.record(requests.size());
    meters.events.record(events);
  }

  private Timer timer(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> meters.recorded;
      case AppendEventsTransactionRejectedException conflict -> meters.conflicting;
      default -> meters.failed;
    };
  }
}

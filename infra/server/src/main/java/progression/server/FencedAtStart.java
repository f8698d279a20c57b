package progression.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Lets no operator be woken by a start after a kill. The embedded broker leads its partitions as
 * before, until the controller notices that its former self has gone and keeps it out for a moment;
 * a coordinator that is loading one then stops, which Kafka logs as an error, and loads it when the
 * broker leads again. Whatever else keeps a coordinator from loading is told.
 */
final class FencedAtStart extends TurboFilter {

  private static final String COORDINATOR =
      "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime";

  static void install() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(new FencedAtStart());
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable failure) {
    return failure instanceof NotLeaderOrFollowerException && logger.getName().equals(COORDINATOR)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}

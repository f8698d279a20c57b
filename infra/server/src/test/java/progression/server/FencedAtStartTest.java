package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FencedAtStartTest {

  private final Logger coordinator = new LogContext("[id=1] ").logger(CoordinatorRuntime.class);

  @Test
  void a_coordinator_that_has_to_load_again_is_no_error_and_one_that_cannot_load_is(
      CapturedOutput output) {
    FencedAtStart.install();
    fails("offsets-1", new NotLeaderOrFollowerException("no longer the leader"));
    fails("offsets-2", new IllegalStateException("a broken record"));
    assertThat(output).contains("Failed to load offsets-2").doesNotContain("offsets-1");
  }

  /** As Kafka tells it. */
  private void fails(String partition, Exception failure) {
    coordinator.error("Failed to load {} due to {}.", partition, failure.getMessage(), failure);
  }
}

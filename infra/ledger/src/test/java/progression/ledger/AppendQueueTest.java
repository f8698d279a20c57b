package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who comes into the next batch, by a clock that only moves where a test says so. */
class AppendQueueTest {

  private static final long MILLISECOND = 1_000_000;

  private final AtomicLong now = new AtomicLong();
  private final AppendQueue queue = new AppendQueue(() -> {}, now::get);

  private AppendRequest add(Priority priority) {
    AppendRequest request = new AppendRequest(List.of(), List.of(), priority);
    queue.add(request);
    return request;
  }

  private List<AppendRequest> take() {
    return queue.take(1_000, 1_000, Duration.ZERO);
  }

  private void pass(long milliseconds) {
    now.addAndGet(milliseconds * MILLISECOND);
  }

  @Test
  void bulk_alone_fills_the_batch() {
    var first = add(Priority.BULK);
    var second = add(Priority.BULK);

    assertThat(take()).containsExactly(first, second);
  }

  @Test
  void somebody_who_waits_goes_first_and_one_request_of_bulk_goes_along() {
    var first = add(Priority.BULK);
    var second = add(Priority.BULK);
    var live = add(Priority.INTERACTIVE);

    assertThat(take()).containsExactly(live, first);
    assertThat(take()).containsExactly(second);
  }

  @Test
  void after_a_batch_with_bulk_only_live_ones_are_taken_for_twice_its_time() {
    var live = add(Priority.INTERACTIVE);
    var first = add(Priority.BULK);
    var second = add(Priority.BULK);
    assertThat(take()).containsExactly(live, first);
    pass(10);

    var next = add(Priority.INTERACTIVE);
    assertThat(take()).containsExactly(next);
    pass(19);
    next = add(Priority.INTERACTIVE);
    assertThat(take()).containsExactly(next);
    pass(1);
    next = add(Priority.INTERACTIVE);
    assertThat(take()).containsExactly(next, second);
  }

  @Test
  void a_second_without_a_live_one_gives_bulk_the_whole_batch_again() {
    add(Priority.INTERACTIVE);
    add(Priority.BULK);
    take();
    var first = add(Priority.BULK);
    var second = add(Priority.BULK);
    pass(1_000);

    assertThat(take()).containsExactly(first, second);
  }

  @Test
  void whoever_takes_while_bulk_is_to_pause_waits_for_the_end_of_the_pause() {
    AppendQueue real = new AppendQueue(() -> {});
    real.add(new AppendRequest(List.of(), List.of(), Priority.INTERACTIVE));
    var first = new AppendRequest(List.of(), List.of(), Priority.BULK);
    var second = new AppendRequest(List.of(), List.of(), Priority.BULK);
    real.add(first);
    real.add(second);
    long began = System.nanoTime();
    assertThat(real.take(1_000, 1_000, Duration.ZERO)).contains(first);
    while (System.nanoTime() - began < 20 * MILLISECOND) {
      Thread.onSpinWait(); // the batch is being written
    }

    assertThat(real.take(1_000, 1_000, Duration.ZERO)).containsExactly(second);
    assertThat(System.nanoTime() - began).isGreaterThan(60 * MILLISECOND);
  }
}

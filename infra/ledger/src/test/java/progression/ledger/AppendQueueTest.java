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
    AppendRequest request =
        priority == Priority.BULK
            ? Requests.bulk(AppendQueue.PORTION, "bulk")
            : Requests.append("live");
    queue.add(request);
    return request;
  }

  private List<AppendRequest> take() {
    return queue.take(10_000, Long.MAX_VALUE, Duration.ZERO);
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
  void somebody_who_waits_goes_first_and_a_portion_of_bulk_goes_along() {
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
    assertThat(queue.awaitMore(Duration.ZERO)).as("there is time to tell other nodes").isFalse();
    pass(19);
    next = add(Priority.INTERACTIVE);
    assertThat(take()).containsExactly(next);
    pass(1);
    next = add(Priority.INTERACTIVE);
    assertThat(take()).containsExactly(next, second);
  }

  @Test
  void a_portion_is_counted_in_events_and_not_in_requests() {
    add(Priority.INTERACTIVE);
    for (int i = 0; i < AppendQueue.PORTION + 1; i++) {
      queue.add(Requests.bulk(1, "bulk"));
    }

    assertThat(take()).hasSize(1 + AppendQueue.PORTION);
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
    real.add(Requests.append("live"));
    var first = Requests.bulk(AppendQueue.PORTION, "bulk");
    var second = Requests.bulk(AppendQueue.PORTION, "bulk");
    real.add(first);
    real.add(second);
    long began = System.nanoTime();
    assertThat(real.take(10_000, Long.MAX_VALUE, Duration.ZERO)).contains(first);
    while (System.nanoTime() - began < 20 * MILLISECOND) {
      Thread.onSpinWait(); // the batch is being written
    }

    assertThat(real.take(10_000, Long.MAX_VALUE, Duration.ZERO)).containsExactly(second);
    assertThat(System.nanoTime() - began).isGreaterThan(60 * MILLISECOND);
  }
}

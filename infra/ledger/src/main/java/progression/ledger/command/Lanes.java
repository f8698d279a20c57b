package progression.ledger.command;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work of the same lane one after another, in the order in which it was submitted, and all
 * other work side by side.
 */
final class Lanes {

  private final Executor executor;
  private final Map<String, CompletableFuture<?>> ends = new ConcurrentHashMap<>();

  Lanes(Executor executor) {
    this.executor = executor;
  }

  /**
   * Queues work.
   *
   * @param lane null for work that need not wait for any other
   */
  <T> CompletableFuture<T> submit(@Nullable String lane, Supplier<T> work) {
    if (lane == null) {
      return supplyAsync(work, executor);
    }
    CompletableFuture<T> done = new CompletableFuture<>();
    CompletableFuture<?> before = ends.put(lane, done);
    (before == null ? completedFuture(null) : before)
        .handleAsync((result, failure) -> work.get(), executor)
        .whenComplete((result, failure) -> {
          ends.remove(lane, done);
          if (failure == null) {
            done.complete(result);
          } else {
            done.completeExceptionally(failure);
          }
        });
    return done;
  }
}

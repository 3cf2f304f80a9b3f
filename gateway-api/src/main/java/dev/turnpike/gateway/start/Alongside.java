package dev.turnpike.gateway.start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Work of the start that waits for something outside, such as the database, while the start goes on
 * with what does not need its result.
 */
final class Alongside<T> {
  private final FutureTask<T> work;

  private Alongside(FutureTask<T> work) {
    this.work = work;
  }

  /** Begins the work on a thread of its own. */
  static <T> Alongside<T> start(String name, Supplier<T> work) {
    var task = new FutureTask<>(work::get);
    Thread.ofPlatform().daemon().name(name).start(task);
    return new Alongside<>(task);
  }

  /**
   * Waits for the result.
   *
   * @throws RuntimeException what the work threw, as it was
   */
  T get() {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while starting", e);
    }
  }
}

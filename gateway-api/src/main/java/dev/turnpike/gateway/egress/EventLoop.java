package dev.turnpike.gateway.egress;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What belongs to one event loop: its clients, and the calls it looks after. Touched by its own
 * thread alone. One periodic tick serves all calls: a timer per call would cost more than the
 * call's own work on the loop.
 */
public final class EventLoop {
  /** Something with a deadline. */
  public interface Watched {
    /** Looks whether time is up. */
    void tick(long nanos);
  }

  private static final long TICK_MILLIS = 50;
  private static final long IDLE_NANOS = 600_000_000_000L;

  private final Map<Object, ProviderClient> clients = new HashMap<>();
  private final Set<Watched> watched = new HashSet<>();

  EventLoop(Vertx vertx) {
    vertx.setPeriodic(TICK_MILLIS, timer -> tick());
    vertx.setPeriodic(60_000, timer -> dropIdle());
  }

  public void watch(Watched call) {
    watched.add(call);
  }

  public void forget(Watched call) {
    watched.remove(call);
  }

  ProviderClient client(Object key, Supplier<ProviderClient> made) {
    return clients.computeIfAbsent(key, k -> made.get());
  }

  private void tick() {
    if (watched.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    for (var call : new ArrayList<>(watched)) {
      call.tick(now);
    }
  }

  /**
   * Providers come and go; connections to one that is gone, or was changed, must not stay for ever.
   */
  private void dropIdle() {
    long before = System.nanoTime() - IDLE_NANOS;
    clients
        .values()
        .removeIf(
            client -> {
              if (client.idleSince(before)) {
                client.close();
                return true;
              }
              return false;
            });
  }
}

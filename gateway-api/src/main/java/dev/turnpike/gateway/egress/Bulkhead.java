package dev.turnpike.gateway.egress;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls to one provider are under way, across all event loops. */
public final class Bulkhead {
  private final AtomicInteger inFlight = new AtomicInteger();
  private final int most;

  Bulkhead(int most) {
    this.most = most;
  }

  /** Takes a place; {@link #leave} must follow when true. */
  public boolean enter() {
    if (inFlight.incrementAndGet() > most) {
      inFlight.decrementAndGet();
      return false;
    }
    return true;
  }

  public void leave() {
    inFlight.decrementAndGet();
  }

  public int inFlight() {
    return inFlight.get();
  }
}

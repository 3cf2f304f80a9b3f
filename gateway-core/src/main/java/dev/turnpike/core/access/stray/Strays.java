package dev.turnpike.core.access.stray;

import dev.turnpike.core.access.stray.Stray.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest strays of this process, in memory. Thread-safe; neither blocks nor grows. */
public final class Strays {
  private static final int KEPT = 100;

  private final InstantSource clock;
  private final ArrayDeque<Stray> newest = new ArrayDeque<>();

  public Strays(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized void add(String path, Reason reason) {
    newest.addFirst(new Stray(clock.instant(), path, reason));
    if (newest.size() > KEPT) {
      newest.removeLast();
    }
  }

  /** Those that came at that time or later, newest first. */
  public synchronized List<Stray> since(Instant time) {
    var found = new ArrayList<Stray>();
    for (var stray : newest) {
      if (stray.at().isBefore(time)) {
        break;
      }
      found.add(stray);
    }
    return found;
  }
}

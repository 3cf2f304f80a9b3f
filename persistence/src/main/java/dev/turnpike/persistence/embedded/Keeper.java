package dev.turnpike.persistence.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks each second whether the server runs, and starts it again when it has ended without being
 * told to: killed for want of memory, or by a mistaken hand. Pauses between attempts grow to half a
 * minute.
 */
final class Keeper {
  private static final Logger LOG = System.getLogger(Keeper.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Postmaster postmaster;
  private final Object turn;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param turn held while the server is started, so that it is not stopped at the same time
   */
  Keeper(Postmaster postmaster, Object turn) {
    this.postmaster = postmaster;
    this.turn = turn;
  }

  void begin() {
    Thread.ofPlatform().daemon().name("turnpike-database-keeper").start(this::run);
  }

  /** From now on the server may end. Returns at once. */
  void end() {
    ended.countDown();
  }

  private void run() {
    var pause = LOOK_EVERY;
    while (!endsWithin(pause)) {
      pause = look() ? LOOK_EVERY : longer(pause);
    }
  }

  /** Whether the server runs, afterwards. */
  private boolean look() {
    synchronized (turn) {
      try {
        if (ended.getCount() == 0 || postmaster.isRunning()) {
          return true;
        }
        LOG.log(Level.WARNING, "The embedded PostgreSQL has ended by itself; starting it again");
        var started = postmaster.start();
        if (started.well()) {
          LOG.log(Level.INFO, "The embedded PostgreSQL runs again");
          return true;
        }
        LOG.log(Level.ERROR, "The embedded PostgreSQL did not start again: {0}", started.reason());
      } catch (IOException e) {
        LOG.log(Level.ERROR, "The embedded PostgreSQL did not start again: {0}", e.getMessage());
      }
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private boolean endsWithin(Duration time) {
    try {
      return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}

package dev.turnpike.ingest.spool;

import dev.turnpike.ingest.segment.SegmentLog;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Syncs written frames on a thread of its own, since a sync takes milliseconds that no receipt
 * should wait for.
 */
final class Syncer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Syncer.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SegmentLog segments;
  private final long afterNanos;
  private final long mostBytes;
  private final Thread thread;
  private long unsynced;
  private boolean closed;

  Syncer(SegmentLog segments, SpoolSettings settings) {
    this.segments = segments;
    this.afterNanos = settings.syncAfter().toNanos();
    this.mostBytes = settings.syncBytes();
    this.thread = Thread.ofPlatform().daemon().name("turnpike-spool-sync").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void wrote(long bytes) {
    lock.lock();
    try {
      var wake = unsynced == 0 || unsynced + bytes >= mostBytes;
      unsynced += bytes;
      if (wake) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitWork()) {
      try {
        segments.force();
      } catch (ClosedChannelException e) {
        LOG.debug("The segment was completed, and synced, meanwhile");
      } catch (IOException e) {
        LOG.error(
            "A log segment could not be synced; what it holds may not survive power failure", e);
      }
    }
  }

  /** False at the end. */
  private boolean awaitWork() {
    lock.lock();
    try {
      while (unsynced == 0 && !closed) {
        changed.awaitUninterruptibly();
      }
      var end = System.nanoTime() + afterNanos;
      for (var left = afterNanos;
          left > 0 && unsynced < mostBytes && !closed;
          left = end - System.nanoTime()) {
        var unused = changed.await(left, TimeUnit.NANOSECONDS);
      }
      unsynced = 0;
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}

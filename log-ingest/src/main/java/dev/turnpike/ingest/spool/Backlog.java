package dev.turnpike.ingest.spool;

import dev.turnpike.ingest.segment.Leftover;
import dev.turnpike.ingest.segment.SpoolPosition;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is written and not yet stored: where the spool's thread tells the shipper how far it may
 * read, and where a caller waits until its span is in the database.
 */
public final class Backlog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Condition shrunk = lock.newCondition();
  private final RecentSpans recent = new RecentSpans();
  private SpoolPosition written;
  private SpoolPosition stored;
  private long spans;
  private long bytes;
  private long oldestNanos;

  /**
   * How many spans are worth waking the shipper for: a wake-up per call would cost both threads.
   */
  private long wakeAt;

  private boolean hurried;
  private boolean stalled;
  private boolean closed;

  Backlog(Leftover leftover, SpoolPosition written) {
    this.stored = leftover.stored();
    this.written = written;
    this.spans = leftover.spans();
    this.bytes = leftover.bytes();
    this.oldestNanos = System.nanoTime();
  }

  /** The part of it that is in memory, too. */
  public RecentSpans recent() {
    return recent;
  }

  /** The spool's thread: frames up to the position are whole in their file. */
  void grew(SpoolPosition end, int newSpans, long newBytes) {
    lock.lock();
    try {
      if (spans <= 0) {
        oldestNanos = System.nanoTime();
      }
      written = end;
      spans += newSpans;
      bytes += newBytes;
      if (spans >= wakeAt) {
        grown.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The shipper: waits until a batch is worth its transaction: enough spans, the oldest old enough,
   * somebody waiting for his, or the end.
   *
   * @return up to where frames may be read
   */
  public SpoolPosition awaitBatch(int enough, Duration linger) {
    lock.lock();
    try {
      while (!closed && !hurried && spans < enough) {
        if (written.compareTo(stored) <= 0) {
          wakeAt = 0;
          grown.awaitUninterruptibly();
          continue;
        }
        var left = linger.toNanos() - (System.nanoTime() - oldestNanos);
        if (left <= 0) {
          break;
        }
        wakeAt = enough;
        await(grown, left);
      }
      hurried = false;
      return written;
    } finally {
      lock.unlock();
    }
  }

  /** The shipper: waits out a pause between attempts; ends early when the backlog is closed. */
  public void pause(Duration time) {
    lock.lock();
    try {
      stalled = true;
      shrunk.signalAll();
      var end = System.nanoTime() + time.toNanos();
      for (var left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
        await(grown, left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The shipper: everything up to the position is stored or kept aside. */
  public void storedUpTo(SpoolPosition position, int fewerSpans, long fewerBytes) {
    recent.storedUpTo(position);
    lock.lock();
    try {
      stored = position;
      spans = Math.max(0, spans - fewerSpans);
      bytes = Math.max(0, bytes - fewerBytes);
      oldestNanos = System.nanoTime();
      stalled = false;
      shrunk.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all that is written now is stored.
   *
   * @return false when the database is away or the time is up: it will be stored later
   */
  public boolean awaitStored(Duration longest) {
    lock.lock();
    try {
      var goal = written;
      var end = System.nanoTime() + longest.toNanos();
      while (stored.compareTo(goal) < 0) {
        var left = end - System.nanoTime();
        if (stalled || left <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
        hurried = true;
        grown.signal();
        await(shrunk, left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts are no way to stop these threads: files they use would be closed under them. */
  private static void await(Condition condition, long nanos) {
    try {
      var unused = condition.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the shipper finish: it waits for nothing any more. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
      shrunk.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** One consistent look. */
  public Size size() {
    lock.lock();
    try {
      return new Size(stored, written, spans, bytes);
    } finally {
      lock.unlock();
    }
  }

  /** How much is written and not yet stored. */
  public record Size(SpoolPosition stored, SpoolPosition written, long spans, long bytes) {}
}

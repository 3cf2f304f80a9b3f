package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.segment.FrameRing;
import dev.turnpike.ingest.spool.Pending.KeptFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written, bounded by bytes. Over the bound the oldest bodies go first; when facts
 * alone are over it, newcomers are refused. Every step is a few field writes under one short lock.
 *
 * <p>Nobody waits for spans that are in shared memory already: they gather for a moment, since a
 * wake-up of the writing thread costs more than the writing.
 */
final class SpoolQueue {
  private static final long GATHER_NANOS = 20_000_000L;

  /** So many gathered bytes are written at once. */
  private static final long GATHERED_BYTES = 512L * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Pending> waiting = new ArrayDeque<>();

  /** Those of {@code waiting} that still have bodies, in the same order. */
  private final Deque<Pending> heavy = new ArrayDeque<>();

  private final long bound;
  private long bytes;
  private long shed;
  private boolean closed;

  /** Somebody waits for what is here. */
  private boolean urgent;

  /** The writing thread sleeps until it is woken. */
  private boolean asleep;

  SpoolQueue(long bound) {
    this.bound = bound;
  }

  /**
   * Takes them in their order.
   *
   * @return those for which there is no room even without bodies; all when the queue is closed
   */
  List<Pending> offer(List<Pending> newcomers) {
    lock.lock();
    try {
      if (closed) {
        return newcomers;
      }
      var refused = new ArrayList<Pending>(0);
      for (var pending : newcomers) {
        if (!take(pending)) {
          refused.add(pending);
        }
      }
      urgent = true;
      filled.signal();
      return refused;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a span whose frame finds room in the ring.
   *
   * @return false when there is no room for it, here or there
   */
  boolean keep(Span span, FrameRing ring, byte[] frame, int length, boolean alike) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      var position = ring.append(frame, length);
      if (position < 0 || !take(new Pending(span, new KeptFrame(position, length, alike)))) {
        return false;
      }
      if (bytes >= GATHERED_BYTES && !urgent) {
        urgent = true;
        filled.signal();
      } else if (asleep) {
        asleep = false;
        filled.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean take(Pending pending) {
    bytes += pending.bytes();
    waiting.addLast(pending);
    if (pending.hasBodies()) {
      heavy.addLast(pending);
    }
    while (bytes > bound && !heavy.isEmpty()) {
      var oldest = heavy.removeFirst();
      bytes -= oldest.bytes();
      oldest.shed();
      bytes += oldest.bytes();
      shed++;
    }
    if (bytes > bound && waiting.size() > 1) {
      waiting.removeLast();
      bytes -= pending.bytes();
      return false;
    }
    return true;
  }

  /**
   * Waits for something to write.
   *
   * @return the oldest that together stay within the limits, at least one; empty once the queue is
   *     closed and drained
   */
  List<Pending> take(int mostSpans, long mostBytes) {
    lock.lock();
    try {
      awaitWork();
      var taken = new ArrayList<Pending>(Math.min(mostSpans, waiting.size()));
      var size = 0L;
      while (!waiting.isEmpty() && taken.size() < mostSpans) {
        var next = waiting.getFirst();
        if (!taken.isEmpty() && size + next.bytes() > mostBytes) {
          break;
        }
        waiting.removeFirst();
        if (!heavy.isEmpty() && heavy.getFirst() == next) {
          heavy.removeFirst();
        }
        size += next.bytes();
        taken.add(next);
      }
      bytes -= size;
      urgent = !waiting.isEmpty();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Until somebody waits, or what came has gathered; sleeps when nothing comes. */
  private void awaitWork() {
    var end = System.nanoTime() + GATHER_NANOS;
    while (!urgent && !closed) {
      var left = end - System.nanoTime();
      if (left > 0) {
        await(left);
      } else if (waiting.isEmpty()) {
        asleep = true;
        filled.awaitUninterruptibly();
        asleep = false;
        end = System.nanoTime() + GATHER_NANOS;
      } else {
        return;
      }
    }
  }

  /** Interrupts are no way to stop the thread: the file it writes to would be closed under it. */
  private void await(long nanos) {
    try {
      var unused = filled.awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Refuses newcomers; what waits is still handed out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Level level() {
    lock.lock();
    try {
      return new Level(waiting.size(), bytes, shed);
    } finally {
      lock.unlock();
    }
  }

  /**
   * How full it is.
   *
   * @param shed spans that lost their bodies here since the start
   */
  record Level(long spans, long bytes, long shed) {}
}

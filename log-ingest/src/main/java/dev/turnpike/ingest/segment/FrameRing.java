package dev.turnpike.ingest.segment;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * Frames one behind the other in a stretch of memory that is used round and round. Where the memory
 * is shared with a file, what was appended is there for whoever opens the file after this process
 * was killed: the place of the newest frame is told only once the frame is whole.
 *
 * <p>Positions count all bytes ever used; a frame lies in one piece, so the end of a lap may stay
 * empty. One thread at a time appends, one releases.
 */
public final class FrameRing {
  /** Form of the memory; a ring of another form is not read. */
  private static final long FORM = 0x5475726E52696E31L;

  private static final int OLDEST = 8;
  private static final int NEWEST = 16;
  private static final int HEADER = 64;

  private final ByteBuffer memory;
  private final int room;
  private long newest;
  private volatile long oldest;

  /** An empty ring over all of this memory. */
  FrameRing(ByteBuffer memory) {
    this.memory = memory;
    this.room = memory.capacity() - HEADER;
    memory.putLong(OLDEST, 0);
    memory.putLong(NEWEST, 0);
    VarHandle.releaseFence();
    memory.putLong(0, FORM);
  }

  /**
   * Appends whole frames.
   *
   * @return the position they begin at; -1 when there is no room
   */
  public long append(byte[] frames, int length) {
    var start = newest;
    var left = room - offset(start);
    if (length > left) {
      start += left;
    }
    if (start + length - oldest > room) {
      return -1;
    }
    if (start > newest) {
      clearMark(newest, left);
    }
    memory.put(HEADER + offset(start), frames, 0, length);
    newest = start + length;
    VarHandle.releaseFence();
    memory.putLong(NEWEST, newest);
    return start;
  }

  private void clearMark(long position, int left) {
    if (left >= Integer.BYTES) {
      memory.putInt(HEADER + offset(position), 0);
    }
  }

  /** Appends the bytes from the position on to the stream; they must not have been released. */
  public void copy(long position, int length, ByteArrayOutputStream out) {
    var bytes = new byte[length];
    memory.get(HEADER + offset(position), bytes);
    out.writeBytes(bytes);
  }

  /** The room of all frames before the position may be used again. */
  public void release(long position) {
    memory.putLong(OLDEST, position);
    oldest = position;
  }

  private int offset(long position) {
    return (int) (position % room);
  }

  /**
   * What was appended and not released, up to the first frame that is not intact.
   *
   * @param frames back to back, oldest first
   */
  public record Left(byte[] frames, int count) {}

  /** Reads the memory of a process that is gone; nothing when it is no ring. */
  static Left left(ByteBuffer memory) {
    var frames = new ByteArrayOutputStream();
    var count = 0;
    var room = memory.capacity() - HEADER;
    if (room <= 0 || memory.getLong(0) != FORM) {
      return new Left(new byte[0], 0);
    }
    var at = memory.getLong(OLDEST);
    var end = memory.getLong(NEWEST);
    if (at < 0 || end < at || end - at > room) {
      return new Left(new byte[0], 0);
    }
    while (at < end) {
      var lap = new byte[(int) Math.min(room - at % room, end - at)];
      memory.get(HEADER + (int) (at % room), lap);
      at += lap.length;
      for (var next = 0; ; count++) {
        var length = Frames.payloadLength(lap, next, lap.length - next);
        if (length < 0 || !Frames.isIntact(lap, next, length)) {
          break;
        }
        frames.write(lap, next, Frames.HEADER + length);
        next += Frames.HEADER + length;
      }
    }
    return new Left(frames.toByteArray(), count);
  }
}

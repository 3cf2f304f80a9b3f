package dev.turnpike.ingest.segment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Frames of one write, back to back. Reused; belongs to the spool's thread. */
public final class FrameBuffer extends ByteArrayOutputStream {
  /** A buffer that one huge body blew up is given back. */
  private static final int KEPT = 4 * 1024 * 1024;

  public FrameBuffer() {
    super(64 * 1024);
  }

  /** Appends the payload that {@code write} produces, in its frame; nothing when it throws. */
  public synchronized void frame(PayloadWriter write) throws IOException {
    var start = count;
    writeBytes(new byte[Frames.HEADER]);
    try {
      write.write(this);
    } catch (IOException | RuntimeException | Error e) {
      count = start;
      throw e;
    }
    Frames.seal(buf, start, count);
  }

  public synchronized void clear() {
    count = 0;
    if (buf.length > KEPT) {
      buf = Arrays.copyOf(buf, KEPT);
    }
  }

  /** The bytes themselves, not a copy; valid up to {@link #size()} until the next change. */
  public synchronized byte[] bytes() {
    return buf;
  }

  /** Produces a payload. */
  @FunctionalInterface
  public interface PayloadWriter {
    void write(FrameBuffer out) throws IOException;
  }
}

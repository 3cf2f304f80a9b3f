package dev.turnpike.ingest.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Appends to one segment file. A write that fails is taken back, so that the file ends with a whole
 * frame as long as the disk obeys. Used by the spool's thread; {@link #force} by the syncing one
 * too.
 */
public final class SegmentWriter implements AutoCloseable {
  /** The JDK keeps a direct buffer as large as the largest write: keep it small. */
  private static final int CHUNK = 1024 * 1024;

  private final long number;
  private final FileChannel channel;
  private long size;

  SegmentWriter(long number, FileChannel channel) {
    this.number = number;
    this.channel = channel;
  }

  /** Opens the file of a segment; a seam for tests of full disks. */
  @FunctionalInterface
  public interface Opener {
    FileChannel open(java.nio.file.Path file) throws IOException;
  }

  SpoolPosition position() {
    return new SpoolPosition(number, size);
  }

  long size() {
    return size;
  }

  /**
   * Appends all the bytes or none.
   *
   * @throws BrokenSegment when they could not be taken back: this file must not be appended to
   *     again
   * @throws IOException when they could not be written; the file is as before
   */
  void append(byte[] bytes, int length) throws IOException {
    try {
      for (var at = 0; at < length; ) {
        var chunk = ByteBuffer.wrap(bytes, at, Math.min(CHUNK, length - at));
        while (chunk.hasRemaining()) {
          channel.write(chunk);
        }
        at = chunk.position();
      }
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
    size += length;
  }

  private void takeBack(IOException cause) throws BrokenSegment {
    try {
      channel.truncate(size);
      channel.position(size);
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new BrokenSegment(e);
    }
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The file ends in the middle of a frame. */
  static final class BrokenSegment extends IOException {
    BrokenSegment(IOException cause) {
      super("segment could not be cut back after a failed write", cause);
    }
  }
}

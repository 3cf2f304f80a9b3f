package dev.turnpike.ingest.segment;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a segment file piece by piece: whole frames, and the stretches between them that are
 * damaged. Never reads past the limit, which for the segment still being written is what has been
 * written. Not thread-safe.
 */
public final class SegmentReader implements AutoCloseable {
  private static final int WINDOW = 256 * 1024;

  private final FileChannel channel;
  private final long limit;
  private long position;
  private byte[] window = new byte[0];
  private long windowStart;

  private SegmentReader(FileChannel channel, long from, long limit) {
    this.channel = channel;
    this.position = from;
    this.limit = limit;
  }

  /** A piece of a segment, up to {@code end}. */
  public sealed interface Piece {
    /** Offset of the byte after it. */
    long end();

    /** A frame as it was written. */
    record Frame(byte[] payload, long end) implements Piece {}

    /** Bytes that are no frame; at the end of a file this may be a write that was cut off. */
    record Damage(long from, long end) implements Piece {}
  }

  /** Reads up to {@code limit}, or to the end of the file when that is nearer. */
  public static SegmentReader open(Path file, long from, long limit) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    return new SegmentReader(channel, from, Math.min(limit, channel.size()));
  }

  /** The next piece; empty at the limit. */
  public Optional<Piece> next() throws IOException {
    if (position >= limit) {
      return Optional.empty();
    }
    var start = position;
    var length = intactPayload(start);
    if (length >= 0) {
      position = start + Frames.HEADER + length;
      var at = (int) (start - windowStart) + Frames.HEADER;
      return Optional.of(new Piece.Frame(Arrays.copyOfRange(window, at, at + length), position));
    }
    position = nextIntactFrame(start + 1);
    return Optional.of(new Piece.Damage(start, position));
  }

  /** Payload length of the intact frame at the offset, which is then in the window; else -1. */
  private int intactPayload(long offset) throws IOException {
    var available = limit - offset;
    if (available < Frames.HEADER) {
      return -1;
    }
    load(offset, Frames.HEADER);
    var length = Frames.payloadLength(window, (int) (offset - windowStart), available);
    if (length < 0) {
      return -1;
    }
    load(offset, Frames.HEADER + length);
    return Frames.isIntact(window, (int) (offset - windowStart), length) ? length : -1;
  }

  private long nextIntactFrame(long from) throws IOException {
    var first = (byte) (Frames.MARK >>> 24);
    for (var offset = from; offset + Frames.HEADER <= limit; offset++) {
      load(offset, 1);
      if (window[(int) (offset - windowStart)] == first && intactPayload(offset) >= 0) {
        return offset;
      }
    }
    return limit;
  }

  /** Whether the damaged stretch begins with a header whose frame would fit into it. */
  boolean isFullLength(Piece.Damage damage) throws IOException {
    var available = damage.end() - damage.from();
    if (available < Frames.HEADER) {
      return false;
    }
    load(damage.from(), Frames.HEADER);
    return Frames.payloadLength(window, (int) (damage.from() - windowStart), available) >= 0;
  }

  private void load(long offset, int length) throws IOException {
    if (offset >= windowStart && offset + length <= windowStart + window.length) {
      return;
    }
    var size = (int) Math.min(Math.max(length, WINDOW), limit - offset);
    var buffer = ByteBuffer.allocate(size);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("segment became shorter while it was read");
      }
    }
    window = buffer.array();
    windowStart = offset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

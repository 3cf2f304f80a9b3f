package dev.turnpike.ingest.segment;

import dev.turnpike.ingest.segment.SegmentWriter.BrokenSegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The segments as one endless file to append to: opens the next one when the present one is full or
 * broken. Appending belongs to the spool's thread; {@link #force} may be called from another.
 */
public final class SegmentLog implements AutoCloseable {
  private final SegmentDirectory directory;
  private final SegmentWriter.Opener opener;
  private final long segmentBytes;
  private volatile @Nullable SegmentWriter current;
  private long next;

  public SegmentLog(
      SegmentDirectory directory, SegmentWriter.Opener opener, long segmentBytes, long first) {
    this.directory = directory;
    this.opener = opener;
    this.segmentBytes = segmentBytes;
    this.next = first;
  }

  /** Where the next frame will begin. */
  public SpoolPosition end() {
    var writer = current;
    return writer == null ? new SpoolPosition(next, 0) : writer.position();
  }

  /**
   * Appends whole frames.
   *
   * @return the position after them
   * @throws IOException when nothing of them was kept
   */
  public SpoolPosition append(byte[] frames, int length) throws IOException {
    var writer = writable();
    try {
      writer.append(frames, length);
    } catch (BrokenSegment e) {
      leave(writer);
      throw e;
    }
    return writer.position();
  }

  private SegmentWriter writable() throws IOException {
    var writer = current;
    if (writer != null && writer.size() < segmentBytes) {
      return writer;
    }
    if (writer != null) {
      writer.force();
      leave(writer);
    }
    var opened = new SegmentWriter(next, opener.open(directory.file(next)));
    next++;
    current = opened;
    directory.force();
    return opened;
  }

  private void leave(SegmentWriter writer) throws IOException {
    current = null;
    writer.close();
  }

  /** Makes what was appended to the present segment survive a power failure. */
  public void force() throws IOException {
    var writer = current;
    if (writer != null) {
      writer.force();
    }
  }

  @Override
  public void close() throws IOException {
    var writer = current;
    if (writer != null) {
      writer.force();
      leave(writer);
    }
  }
}

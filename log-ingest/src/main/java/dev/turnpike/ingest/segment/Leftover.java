package dev.turnpike.ingest.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/**
 * What an earlier process left in the directory.
 *
 * @param stored up to where it was stored
 * @param nextSegment number of the segment to begin with; never one that exists
 * @param spans how many wait to be stored; frames after a damaged one are not counted
 * @param bytes of them
 */
public record Leftover(SpoolPosition stored, long nextSegment, long spans, long bytes) {
  private static final Logger LOG = Logger.getLogger(Leftover.class);

  /** Cuts a torn tail, deletes what is stored, counts the rest. */
  public static Leftover in(SegmentDirectory directory) throws IOException {
    var torn = directory.cutTornTail();
    if (torn > 0) {
      LOG.infof("Cut %d bytes of an unfinished write off the last log segment", torn);
    }
    var checkpoint = new Checkpoint(directory).read().orElse(new SpoolPosition(0, 0));
    var next = checkpoint.segment() + 1;
    var stored = new SpoolPosition(next, 0);
    var spans = 0L;
    var bytes = 0L;
    for (var segment : directory.segments().reversed()) {
      next = Math.max(next, segment + 1);
      if (segment < checkpoint.segment()) {
        directory.delete(segment);
        continue;
      }
      var size = directory.size(segment);
      var from = segment == checkpoint.segment() ? Math.min(checkpoint.offset(), size) : 0;
      stored = new SpoolPosition(segment, from);
      spans += frames(directory, segment, from, size);
      bytes += size - from;
    }
    if (spans > 0) {
      LOG.infof("%d log spans of an earlier run wait to be stored", spans);
    }
    return new Leftover(bytes == 0 ? new SpoolPosition(next, 0) : stored, next, spans, bytes);
  }

  /**
   * Hops from header to header; reading all the payloads of a long backlog would delay the start.
   */
  private static long frames(SegmentDirectory directory, long segment, long from, long size)
      throws IOException {
    var frames = 0L;
    var header = ByteBuffer.allocate(Frames.HEADER);
    try (var channel = FileChannel.open(directory.file(segment), StandardOpenOption.READ)) {
      for (var at = from; size - at >= Frames.HEADER; frames++) {
        header.clear();
        while (header.hasRemaining() && channel.read(header, at + header.position()) > 0) {}
        var length = Frames.payloadLength(header.array(), 0, size - at);
        if (length < 0) {
          break;
        }
        at += Frames.HEADER + length;
      }
    }
    return frames;
  }
}

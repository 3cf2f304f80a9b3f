package dev.turnpike.ingest.ship;

import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.quarantine.Quarantine;
import dev.turnpike.ingest.segment.SegmentDirectory;
import dev.turnpike.ingest.segment.SegmentReader;
import dev.turnpike.ingest.segment.SpoolPosition;
import dev.turnpike.ingest.spool.RecentSpans;
import dev.turnpike.ingest.spool.SpoolCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads batches from segment files, or from memory what was written just now. What cannot be read
 * is kept aside and counted, never skipped.
 */
final class BatchReader {
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final SegmentDirectory directory;
  private final RecentSpans recent;
  private final SpanCodec codec;
  private final Quarantine quarantine;
  private final SpoolCounters counters;

  BatchReader(
      SegmentDirectory directory,
      RecentSpans recent,
      SpanCodec codec,
      Quarantine quarantine,
      SpoolCounters counters) {
    this.directory = directory;
    this.recent = recent;
    this.codec = codec;
    this.quarantine = quarantine;
    this.counters = counters;
  }

  /** The next spans after {@code from}, at most so many, none beyond {@code written}. */
  Batch read(SpoolPosition from, SpoolPosition written, int mostSpans) throws IOException {
    var spans = new ArrayList<Span>();
    var left = new ArrayList<Long>();
    var reached = from;
    var bytes = 0L;
    var frames = 0;
    while (reached.compareTo(written) < 0 && frames < mostSpans && bytes < MOST_BYTES) {
      var limit = limit(reached.segment(), written);
      if (reached.offset() >= limit) {
        left.add(reached.segment());
        reached = new SpoolPosition(reached.segment() + 1, 0);
        continue;
      }
      var inMemory = recent.startingAt(reached).orElse(null);
      if (inMemory != null) {
        if (frames > 0 && frames + inMemory.spans().size() > mostSpans) {
          break;
        }
        spans.addAll(inMemory.spans());
        frames += inMemory.spans().size();
        bytes += inMemory.bytes();
        reached = inMemory.end();
        continue;
      }
      var file = directory.file(reached.segment());
      try (var reader = SegmentReader.open(file, reached.offset(), upToMemory(reached, limit))) {
        for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
          frames += take(reached.segment(), piece.get(), spans);
          bytes += piece.get().end() - reached.offset();
          reached = new SpoolPosition(reached.segment(), piece.get().end());
          if (frames >= mostSpans || bytes >= MOST_BYTES) {
            break;
          }
        }
      }
    }
    return new Batch(spans, reached, frames, bytes, left);
  }

  /** What is in memory from some place on need not be read from there on. */
  private long upToMemory(SpoolPosition reached, long limit) {
    return recent
        .nextAfter(reached)
        .filter(next -> next.segment() == reached.segment())
        .map(next -> Math.min(limit, next.offset()))
        .orElse(limit);
  }

  /** Where the readable part of a segment ends; 0 for one that does not exist. */
  private long limit(long segment, SpoolPosition written) throws IOException {
    if (segment == written.segment()) {
      return written.offset();
    }
    return Files.exists(directory.file(segment)) ? directory.size(segment) : 0;
  }

  private int take(long segment, SegmentReader.Piece piece, List<Span> spans) throws IOException {
    switch (piece) {
      case SegmentReader.Piece.Frame frame -> {
        try {
          spans.add(codec.read(frame.payload()));
        } catch (IOException | RuntimeException e) {
          quarantine.keep(segment, frame.payload(), frame.end());
          counters.damaged();
        }
        return 1;
      }
      case SegmentReader.Piece.Damage damage -> {
        quarantine.keep(segment, damage);
        counters.damaged();
        return 0;
      }
    }
  }
}

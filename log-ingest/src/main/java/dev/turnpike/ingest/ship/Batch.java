package dev.turnpike.ingest.ship;

import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.segment.SpoolPosition;
import java.util.List;

/**
 * Spans to store together.
 *
 * @param end up to where they reach, damaged stretches included
 * @param frames whole frames read, those that hold no span included
 * @param bytes of the segment files read
 * @param leftSegments segments that end before {@code end}: their files may go
 */
record Batch(List<Span> spans, SpoolPosition end, int frames, long bytes, List<Long> leftSegments) {
  Batch {
    spans = List.copyOf(spans);
    leftSegments = List.copyOf(leftSegments);
  }
}

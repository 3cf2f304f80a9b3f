package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.segment.SpoolPosition;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Spans that were just written, by their place in the segment files, so that the shipper need not
 * read back what this process wrote a second ago. Bounded: what finds no room is read from its
 * file. Nothing depends on it: the files alone are the truth.
 */
public final class RecentSpans {
  /** Of segment files; the objects take about twice as much. */
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final TreeMap<SpoolPosition, Group> groups = new TreeMap<>();
  private long bytes;

  /**
   * What one write appended.
   *
   * @param start where its first frame begins
   * @param end where its last frame ends, in the same segment
   */
  public record Group(SpoolPosition start, SpoolPosition end, List<Span> spans) {
    public Group {
      spans = List.copyOf(spans);
    }

    public long bytes() {
      return end.offset() - start.offset();
    }
  }

  synchronized void add(Group group) {
    if (bytes + group.bytes() <= MOST_BYTES) {
      groups.put(group.start(), group);
      bytes += group.bytes();
    }
  }

  /** The group that begins here. */
  public synchronized Optional<Group> startingAt(SpoolPosition position) {
    return Optional.ofNullable(groups.get(position));
  }

  /** The first position after this one where a group begins. */
  public synchronized Optional<SpoolPosition> nextAfter(SpoolPosition position) {
    return Optional.ofNullable(groups.higherKey(position));
  }

  /** Forgets what lies before. */
  synchronized void storedUpTo(SpoolPosition position) {
    var stored = groups.headMap(position);
    stored.values().forEach(group -> bytes -= group.bytes());
    stored.clear();
  }
}

package dev.turnpike.ingest.quarantine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.segment.SegmentDirectory;
import dev.turnpike.ingest.segment.SegmentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Spans the database refuses for good, each a file that says why, and stretches of segments that
 * could not be read. Nothing here is deleted but by {@link #replay}. Used by the shipper's thread;
 * counting is thread-safe.
 */
public final class Quarantine {
  private static final Logger LOG = Logger.getLogger(Quarantine.class);
  private static final String SPAN = ".span.json";

  private final SegmentDirectory directory;
  private final SpanCodec codec;
  private final JsonMapper mapper;
  private final AtomicLong count = new AtomicLong();

  public Quarantine(SegmentDirectory directory, SpanCodec codec) throws IOException {
    this.directory = directory;
    this.codec = codec;
    this.mapper = codec.mapper();
    Files.createDirectories(directory.quarantine());
    count.set(spans().size());
  }

  /** Spans kept here, those of earlier runs included. */
  public long count() {
    return count.get();
  }

  /** Keeps a span that cannot be stored; the same one again replaces itself. */
  public void keep(Span span, String reason) throws IOException {
    var file = mapper.createObjectNode();
    file.put("reason", reason);
    file.set("span", mapper.readTree(codec.encode(span)));
    var name = name(span);
    var isNew = !Files.exists(directory.quarantine().resolve(name));
    write(name, mapper.writeValueAsBytes(file));
    if (isNew) {
      count.incrementAndGet();
    }
    LOG.warnf("Log span %s is kept in quarantine: %s", span.id(), reason);
  }

  /** Sorts by arrival; the id itself may hold anything a file name may not. */
  private static String name(Span span) {
    var whose = span.organization() + " " + span.id();
    return span.arrival().toEpochMilli()
        + "-"
        + UUID.nameUUIDFromBytes(whose.getBytes(StandardCharsets.UTF_8))
        + SPAN;
  }

  /** Keeps a stretch of a segment that is no frame. */
  public void keep(long segment, SegmentReader.Piece.Damage damage) throws IOException {
    var name = "segment-" + segment + "-" + damage.from() + ".damaged";
    var target = directory.quarantine().resolve(name);
    try (var from = FileChannel.open(directory.file(segment), StandardOpenOption.READ);
        var to = Channels.newChannel(Files.newOutputStream(target))) {
      for (var at = damage.from(); at < damage.end(); ) {
        at += from.transferTo(at, damage.end() - at, to);
      }
    }
    LOG.errorf(
        "%d bytes of log segment %d could not be read and are kept in %s",
        damage.end() - damage.from(), segment, name);
  }

  /** Keeps a frame that is whole but holds no span this release understands. */
  public void keep(long segment, byte[] payload, long end) throws IOException {
    var name = "segment-" + segment + "-" + end + ".unknown";
    write(name, payload);
    LOG.errorf("A frame of log segment %d is no span and is kept in %s", segment, name);
  }

  private void write(String name, byte[] content) throws IOException {
    var target = directory.quarantine().resolve(name);
    var next = target.resolveSibling(name + ".next");
    Files.write(next, content);
    Files.move(next, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Sends every span kept here through the spool again; what is refused again comes back. Returns
   * at once: each file goes when its span is in a segment.
   *
   * @return how many were sent
   */
  public int replay(SpanSink sink) throws IOException {
    var files = spans();
    for (var file : files) {
      var kept = mapper.readTree(file.toFile()).get("span");
      sink.accept(codec.read(mapper.writeValueAsBytes(kept)), durable -> leave(file, durable));
    }
    return files.size();
  }

  private void leave(Path file, boolean durable) {
    if (!durable) {
      return; // it stays, and the spool has counted the failure
    }
    try {
      Files.delete(file);
      count.decrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> spans() throws IOException {
    try (var files = Files.list(directory.quarantine())) {
      return files.filter(file -> file.getFileName().toString().endsWith(SPAN)).sorted().toList();
    }
  }
}

package dev.turnpike.ingest.quarantine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.QuarantinedSpans.Kept;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Spans the database refuses for good, each a file that says why, and stretches of segments that
 * could not be read. Nothing here is deleted but by {@link #replay}. Thread-safe; all but {@link
 * #count()} is blocking.
 */
public final class Quarantine {
  private static final Logger LOG = Logger.getLogger(Quarantine.class);
  private static final String SPAN = ".span.json";
  private static final String LEAVING = ".leaving";

  private final SegmentDirectory directory;
  private final SpanCodec codec;
  private final JsonMapper mapper;
  private final AtomicLong count = new AtomicLong();

  public Quarantine(SegmentDirectory directory, SpanCodec codec) throws IOException {
    this.directory = directory;
    this.codec = codec;
    this.mapper = codec.mapper();
    Files.createDirectories(directory.quarantine());
    takeBackUnfinished();
    count.set(files(SPAN).size());
  }

  /** Spans kept here, those of earlier runs included. */
  public long count() {
    return count.get();
  }

  /** Keeps a span that cannot be stored; the same one again replaces itself. */
  public synchronized void keep(Span span, String reason) throws IOException {
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
        + owner(span.organization())
        + UUID.nameUUIDFromBytes(whose.getBytes(StandardCharsets.UTF_8))
        + SPAN;
  }

  private static String owner(OrganizationId organization) {
    return "-" + organization + "-";
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

  /** How many spans of an organization are kept here. */
  public int count(OrganizationId organization) throws IOException {
    return spans(organization).size();
  }

  /** Spans of an organization, the oldest first, so many after skipping some. */
  public List<Kept> list(OrganizationId organization, int skip, int most) throws IOException {
    var kept = new ArrayList<Kept>();
    for (var file : spans(organization).stream().skip(skip).limit(most).toList()) {
      try {
        var tree = mapper.readTree(file.toFile());
        var span = codec.read(mapper.writeValueAsBytes(tree.path("span")));
        kept.add(new Kept(id(file), span, tree.path("reason").asText()));
      } catch (NoSuchFileException e) {
        LOG.debugf("%s was replayed meanwhile", file);
      }
    }
    return kept;
  }

  /**
   * Sends spans kept here through the spool again; what is refused again comes back. Returns at
   * once: each goes for good when it is in a segment. A span that is being sent is not sent twice.
   *
   * @param ids which; empty: all of the organization
   * @return how many were sent
   */
  public int replay(OrganizationId organization, Set<String> ids, SpanSink sink)
      throws IOException {
    int sent = 0;
    for (var file : spans(organization)) {
      if (ids.isEmpty() || ids.contains(id(file))) {
        sent += replay(file, sink) ? 1 : 0;
      }
    }
    return sent;
  }

  private boolean replay(Path file, SpanSink sink) throws IOException {
    // Out of the way under another name: the span may be refused, and kept here again, before its
    // receipt comes, which must not delete the new file.
    var leaving = file.resolveSibling(file.getFileName() + LEAVING);
    try {
      Files.move(file, leaving, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false; // another replay was first
    }
    count.decrementAndGet();
    var kept = mapper.readTree(leaving.toFile()).path("span");
    sink.accept(
        codec.read(mapper.writeValueAsBytes(kept)), durable -> leave(leaving, file, durable));
    return true;
  }

  private void leave(Path leaving, Path file, boolean durable) {
    try {
      if (durable) {
        Files.deleteIfExists(leaving);
      } else {
        comeBack(leaving, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void comeBack(Path leaving, Path file) throws IOException {
    var isNew = !Files.exists(file);
    Files.move(leaving, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    if (isNew) {
      count.incrementAndGet();
    }
  }

  /**
   * What was being sent when the last process ended may be stored or not: storing is idempotent.
   */
  private void takeBackUnfinished() throws IOException {
    for (var leaving : files(LEAVING)) {
      var name = leaving.getFileName().toString();
      comeBack(
          leaving, leaving.resolveSibling(name.substring(0, name.length() - LEAVING.length())));
    }
  }

  private static String id(Path file) {
    var name = file.getFileName().toString();
    return name.substring(0, name.length() - SPAN.length());
  }

  private List<Path> spans(OrganizationId organization) throws IOException {
    return files(SPAN).stream()
        .filter(file -> file.getFileName().toString().contains(owner(organization)))
        .toList();
  }

  private List<Path> files(String suffix) throws IOException {
    try (var files = Files.list(directory.quarantine())) {
      return files.filter(file -> file.getFileName().toString().endsWith(suffix)).sorted().toList();
    }
  }
}

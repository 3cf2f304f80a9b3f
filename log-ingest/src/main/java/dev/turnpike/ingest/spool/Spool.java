package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.segment.FrameBuffer;
import dev.turnpike.ingest.segment.Leftover;
import dev.turnpike.ingest.segment.MemoryFile;
import dev.turnpike.ingest.segment.SegmentDirectory;
import dev.turnpike.ingest.segment.SegmentLog;
import dev.turnpike.ingest.segment.SegmentWriter;
import dev.turnpike.ingest.segment.SpoolPosition;
import dev.turnpike.ingest.spool.Pending.KeptFrame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes spans on the hot path and writes them to segment files, many per write, on one thread.
 *
 * <p>{@link #accept} costs a queue operation; encoding happens on the spool's thread. {@link #keep}
 * encodes at once, into memory that outlives the process, and nobody waits for the disk. What was
 * written is also kept in memory for the shipper, within a bound. A write that the disk refuses is
 * repeated without bodies; only when that fails too is a span lost, counted and its receipt
 * negative. Each receipt is given exactly once, whatever happens.
 */
public final class Spool implements SpanSink, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Spool.class);
  private static final int GROUP_SPANS = 256;
  private static final long GROUP_BYTES = 4L * 1024 * 1024;

  /** Characters of a span that an event loop encodes itself: some tens of microseconds. */
  private static final int MOST_KEPT = 32 * 1024;

  private final SpoolSettings settings;
  private final SpanCodec codec;
  private final SpanProtection protection;
  private final SpoolCounters counters;
  private final SegmentDirectory directory;
  private final SegmentLog segments;
  private final Syncer syncer;
  private final Backlog backlog;
  private final SpoolQueue queue;
  private final @Nullable MemoryFile memory;

  /** For the spool's own thread. */
  private final FrameBuffer buffer = new FrameBuffer();

  /** For each thread that hands spans over. */
  private final ThreadLocal<FrameBuffer> kept = ThreadLocal.withInitial(FrameBuffer::new);

  /** Whether the frames of the buffer read back are equal to the spans they were made of. */
  private boolean alike;

  private final Thread thread;

  private Spool(
      SpoolSettings settings,
      SpanCodec codec,
      SpanProtection protection,
      SpoolCounters counters,
      SegmentDirectory directory,
      SegmentLog segments,
      Backlog backlog,
      @Nullable MemoryFile memory) {
    this.settings = settings;
    this.codec = codec;
    this.protection = protection;
    this.counters = counters;
    this.directory = directory;
    this.segments = segments;
    this.backlog = backlog;
    this.memory = memory;
    this.syncer = new Syncer(segments, settings);
    this.queue = new SpoolQueue(settings.queueBytes());
    this.thread = Thread.ofPlatform().daemon().name("turnpike-spool").unstarted(this::run);
  }

  /**
   * Opens the spool of a directory, with what an earlier process left in it, and starts its
   * threads.
   */
  public static Spool open(
      SpoolSettings settings, SpanCodec codec, SpanProtection protection, SpoolCounters counters)
      throws IOException {
    return open(
        settings,
        codec,
        protection,
        counters,
        file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  static Spool open(
      SpoolSettings settings,
      SpanCodec codec,
      SpanProtection protection,
      SpoolCounters counters,
      SegmentWriter.Opener opener)
      throws IOException {
    var directory = new SegmentDirectory(settings.directory());
    directory.create();
    var left = Leftover.in(directory);
    var segments = new SegmentLog(directory, opener, settings.segmentBytes(), left.nextSegment());
    var backlog = new Backlog(left, segments.end());
    takeOver(directory, segments, backlog);
    var spool =
        new Spool(
            settings,
            codec,
            protection,
            counters,
            directory,
            segments,
            backlog,
            memory(settings, directory));
    spool.syncer.start();
    spool.thread.start();
    return spool;
  }

  /** What a killed process had in shared memory alone goes to a segment first. */
  private static void takeOver(SegmentDirectory directory, SegmentLog segments, Backlog backlog)
      throws IOException {
    var left = MemoryFile.left(directory);
    if (left.isPresent()) {
      var frames = left.get().frames();
      var end = segments.append(frames, frames.length);
      segments.force();
      backlog.grew(end, left.get().count(), frames.length);
      LOG.infof("%d log spans of a killed process were in shared memory", left.get().count());
    }
    MemoryFile.remove(directory);
  }

  private static @Nullable MemoryFile memory(SpoolSettings settings, SegmentDirectory directory) {
    var place = settings.sharedMemory();
    if (place == null) {
      return null;
    }
    try {
      return MemoryFile.create(directory, place);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.infof("No shared memory in %s: each call's log is written to disk before it ends", place);
      LOG.debug("Shared memory cannot be used", e);
      return null;
    }
  }

  /**
   * Encodes the span here and now and puts it into shared memory; not when it is long, or must be
   * protected first: that is work for the spool's thread.
   */
  @Override
  public boolean keep(Span span) {
    if (memory == null || span.content().length() > MOST_KEPT) {
      return false;
    }
    try {
      if (!protection.leavesAlone(span)) {
        return false;
      }
      var frame = kept.get();
      frame.clear();
      var readsBackEqual = new boolean[1];
      frame.frame(out -> readsBackEqual[0] = codec.write(span, out));
      return queue.keep(span, memory.ring(), frame.bytes(), frame.size(), readsBackEqual[0]);
    } catch (IOException | RuntimeException e) {
      LOG.debugf(e, "Log span %s could not be kept at once", span.id());
      return false;
    }
  }

  @Override
  public void accept(List<Ended> spans) {
    var group = new ArrayList<Pending>(spans.size());
    for (var ended : spans) {
      group.add(new Pending(ended.span(), ended.receipt()));
    }
    for (var refused : queue.offer(group)) {
      counters.lost.incrementAndGet();
      refused.settle(false);
    }
  }

  /** What is written and waits to be stored. */
  public Backlog backlog() {
    return backlog;
  }

  public SegmentDirectory directory() {
    return directory;
  }

  SpoolQueue.Level queued() {
    return queue.level();
  }

  private void run() {
    for (var group = take(); !group.isEmpty(); group = take()) {
      try {
        write(group);
      } catch (RuntimeException | Error e) {
        // This thread must live: without it no answer ever sees its last byte.
        LOG.error("Log spans could not be written", e);
      } finally {
        settleRest(group);
        release(group);
      }
    }
  }

  private List<Pending> take() {
    return queue.take(GROUP_SPANS, GROUP_BYTES);
  }

  private void settleRest(List<Pending> group) {
    var lost = group.stream().filter(pending -> !pending.isSettled()).toList();
    counters.lost.addAndGet(lost.size());
    lost.forEach(pending -> pending.settle(false));
  }

  private void release(List<Pending> group) {
    for (var pending : group.reversed()) {
      if (memory != null && pending.kept() instanceof KeptFrame frame) {
        memory.ring().release(frame.end());
        return;
      }
    }
  }

  private void write(List<Pending> group) {
    if (backlog.size().bytes() >= settings.diskBytes()) {
      shed(group);
      problem("The log spool has reached its size on disk: bodies are not kept.");
    }
    group.forEach(pending -> pending.protect(protection));
    try {
      append(group);
      return;
    } catch (IOException e) {
      LOG.debug("Log segment not written, trying again without bodies", e);
      shed(group);
      problem("The disk of the log spool is full or failing: bodies are not kept.");
    }
    try {
      append(group);
    } catch (IOException e) {
      problem("Log spans cannot be written to disk and are lost: " + e.getMessage());
    }
  }

  /** Logged when it is news, and not for each of the thousands of spans it may concern. */
  private void problem(String sentence) {
    if (counters.diskProblem(sentence)) {
      LOG.error(sentence);
    }
  }

  private void shed(List<Pending> group) {
    for (var pending : group) {
      if (pending.hasBodies()) {
        pending.shed();
        counters.shedOnDisk.incrementAndGet();
      }
    }
  }

  private void append(List<Pending> group) throws IOException {
    var framed = frame(group);
    var end = segments.append(buffer.bytes(), buffer.size());
    if (settings.syncAlways()) {
      segments.force();
    } else {
      syncer.wrote(buffer.size());
    }
    if (alike) {
      var start = new SpoolPosition(end.segment(), end.offset() - buffer.size());
      var spans = framed.stream().map(Pending::span).toList();
      backlog.recent().add(new RecentSpans.Group(start, end, spans));
    }
    backlog.grew(end, framed.size(), buffer.size());
    if (framed.stream().noneMatch(Pending::isShed) && counters.diskProblem(null)) {
      LOG.info("The log spool writes whole spans again");
    }
    // Last: who holds a receipt finds the counters and the problem as they then are.
    framed.forEach(pending -> pending.settle(true));
  }

  /** Frames what can be encoded; one span that cannot must not take its neighbours with it. */
  private List<Pending> frame(List<Pending> group) {
    buffer.clear();
    alike = true;
    var framed = new ArrayList<Pending>(group.size());
    for (var pending : group) {
      try {
        if (memory != null && pending.isFramed() && pending.kept() instanceof KeptFrame there) {
          memory.ring().copy(there.position(), there.length(), buffer);
          alike &= there.alike();
        } else {
          buffer.frame(out -> alike &= codec.write(pending.span(), out));
        }
        framed.add(pending);
      } catch (IOException | RuntimeException e) {
        LOG.errorf(e, "Log span %s could not be encoded and is lost", pending.span().id());
      }
    }
    return framed;
  }

  /** Refuses newcomers, writes what waits, syncs it; blocking, some milliseconds. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(Duration.ofSeconds(10));
      segments.close();
      if (memory != null && !thread.isAlive()) {
        memory.close();
      }
    } catch (IOException e) {
      LOG.error("The last log segment could not be synced", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    syncer.close();
  }
}

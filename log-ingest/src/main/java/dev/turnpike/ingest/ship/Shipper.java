package dev.turnpike.ingest.ship;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanStore.SpanRefused;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.quarantine.Quarantine;
import dev.turnpike.ingest.segment.Checkpoint;
import dev.turnpike.ingest.segment.SegmentDirectory;
import dev.turnpike.ingest.spool.Backlog;
import dev.turnpike.ingest.spool.Spool;
import dev.turnpike.ingest.spool.SpoolCounters;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Stores what is in the segment files, on its own thread, in their order. While the database is
 * away it waits and tries again; nothing is skipped. A span the database refuses for good is found
 * by halving the batch and kept in quarantine. The checkpoint follows the commit, so a crash
 * between them repeats a batch, which the store takes once.
 */
public final class Shipper {
  private static final Logger LOG = Logger.getLogger(Shipper.class);

  /**
   * Spans of one transaction at most; for so many it does not wait any longer. The more go
   * together, the less each costs: a batch of 4,000 moves hardly more counters and sums than one of
   * 500.
   */
  private static final int MOST = 4_000;

  /** For company of the first span of a batch. */
  private static final Duration LINGER = Duration.ofMillis(200);

  /**
   * The same while fifty calls a second come in: their sums would else cost the database more than
   * they do, and nobody sees the difference in a list that moves so fast.
   */
  private static final Duration BUSY_LINGER = Duration.ofSeconds(1);

  /** Spans a second from which on it is busy. */
  private static final double BUSY = 50;

  private final Backlog backlog;
  private final SegmentDirectory directory;
  private final BatchReader reader;
  private final Checkpoint checkpoint;
  private final SpanStore store;
  private final UnaryOperator<Span> preparation;
  private final Quarantine quarantine;
  private final SpoolCounters counters;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * A shipper for the spool.
   *
   * @param preparation what is done to a span off the hot path before it is stored; must not throw
   */
  public Shipper(
      Spool spool,
      SpanCodec codec,
      SpanStore store,
      UnaryOperator<Span> preparation,
      Quarantine quarantine,
      SpoolCounters counters,
      InstantSource clock,
      RandomGenerator random) {
    this.backlog = spool.backlog();
    this.directory = spool.directory();
    this.reader = new BatchReader(directory, backlog.recent(), codec, quarantine, counters);
    this.checkpoint = new Checkpoint(directory);
    this.store = store;
    this.preparation = preparation;
    this.quarantine = quarantine;
    this.counters = counters;
    this.clock = clock;
    this.backoff = new Backoff(random);
    this.thread = Thread.ofPlatform().daemon().name("turnpike-shipper").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /**
   * Lets it store what is left, for at most so long; the rest waits for the next start. Call it
   * after the spool was closed. Blocking.
   */
  public void finish(Duration longest) {
    backlog.close();
    try {
      if (!thread.join(longest)) {
        LOG.infof("%d log spans stay on disk until the next start", backlog.size().spans());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopping = true;
  }

  private void run() {
    var rate = 0.0;
    var shipped = System.nanoTime();
    while (!stopping) {
      try {
        var written = backlog.awaitBatch(MOST, rate < BUSY ? LINGER : BUSY_LINGER);
        var stored = backlog.size().stored();
        if (stored.compareTo(written) >= 0) {
          if (backlog.isClosed()) {
            return;
          }
          continue;
        }
        var batch = reader.read(stored, written, MOST);
        ship(batch);
        var now = System.nanoTime();
        rate = batch.frames() * 1e9 / (now - shipped);
        shipped = now;
      } catch (StoreUnavailable e) {
        waitForStore(e);
      } catch (IOException | RuntimeException | Error e) {
        // This thread must live; the same batch is tried again.
        LOG.error("Log spans could not be stored, trying again", e);
        counters.storeProblem("Logs cannot be stored: " + e.getMessage());
        pause();
      }
    }
  }

  private void waitForStore(StoreUnavailable e) {
    if (backoff.isFresh()) {
      LOG.warnf("Logs wait on disk: %s", e.getMessage());
    }
    counters.storeProblem("The database cannot be reached; logs wait on disk and will be stored.");
    pause();
  }

  private void pause() {
    if (backlog.isClosed()) {
      stopping = true;
      return;
    }
    backlog.pause(backoff.next());
  }

  private void ship(Batch batch) throws IOException {
    store(batch.spans().stream().map(preparation).toList());
    if (!backoff.isFresh()) {
      LOG.info("Logs are stored again");
      backoff.reset();
    }
    checkpoint.write(batch.end());
    backlog.storedUpTo(batch.end(), batch.frames(), batch.bytes());
    for (var segment : batch.leftSegments()) {
      directory.delete(segment);
    }
  }

  private void store(List<Span> spans) throws IOException {
    if (spans.isEmpty()) {
      return;
    }
    try {
      var stored = store.store(spans);
      var clashes = stored.clashes();
      var repeated = spans.size() - stored.inserted() - clashes.size();
      counters.stored(stored.inserted(), repeated, clock.instant());
      for (var clash : clashes) {
        quarantine.keep(clash, "another body is stored under this id");
      }
    } catch (SpanRefused e) {
      if (spans.size() == 1) {
        quarantine.keep(spans.get(0), String.valueOf(e.getMessage()));
        return;
      }
      var middle = spans.size() / 2;
      store(spans.subList(0, middle));
      store(spans.subList(middle, spans.size()));
    }
  }
}

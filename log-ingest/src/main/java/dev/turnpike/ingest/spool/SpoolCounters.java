package dev.turnpike.ingest.spool;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What happened since the start, for {@link dev.turnpike.core.span.SpoolGauges}. Thread-safe. */
public final class SpoolCounters {
  final AtomicLong shedOnDisk = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();
  private final AtomicReference<@Nullable Instant> lastStored = new AtomicReference<>();
  private final AtomicReference<@Nullable String> diskProblem = new AtomicReference<>();
  private final AtomicReference<@Nullable String> storeProblem = new AtomicReference<>();

  public void stored(int inserted, int seenBefore, Instant now) {
    stored.addAndGet(inserted);
    repeated.addAndGet(seenBefore);
    lastStored.set(now);
    storeProblem.set(null);
  }

  public void damaged() {
    damaged.incrementAndGet();
  }

  /** What keeps spans from the database, until the next batch is stored. */
  public void storeProblem(String problem) {
    storeProblem.set(problem);
  }

  /** What is wrong with the disk, null when nothing; true when that is news. */
  boolean diskProblem(@Nullable String problem) {
    return !Objects.equals(diskProblem.getAndSet(problem), problem);
  }

  public long stored() {
    return stored.get();
  }

  public long repeated() {
    return repeated.get();
  }

  public long lost() {
    return lost.get();
  }

  public long damagedStretches() {
    return damaged.get();
  }

  public @Nullable Instant lastStored() {
    return lastStored.get();
  }

  /** What is wrong right now; the disk comes first. */
  public @Nullable String problem() {
    var disk = diskProblem.get();
    return disk != null ? disk : storeProblem.get();
  }
}

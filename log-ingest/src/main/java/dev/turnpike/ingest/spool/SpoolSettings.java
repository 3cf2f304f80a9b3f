package dev.turnpike.ingest.spool;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the spool behaves.
 *
 * @param directory holds segments, checkpoint, quarantine; one gateway process per directory
 * @param queueBytes most memory for spans not yet written; past it the oldest bodies are shed
 * @param segmentBytes a segment is closed once it is this long
 * @param diskBytes once this much waits on disk, further spans are kept without bodies
 * @param syncAlways strict mode: synced before each receipt
 * @param syncAfter longest time a written span stays unsynced otherwise
 * @param syncBytes most bytes that stay unsynced otherwise
 * @param sharedMemory a directory in memory that outlives the process, where a span is safe at
 *     once; absent: each is written to disk before its receipt
 */
public record SpoolSettings(
    Path directory,
    long queueBytes,
    long segmentBytes,
    long diskBytes,
    boolean syncAlways,
    Duration syncAfter,
    long syncBytes,
    @Nullable Path sharedMemory) {
  private static final long MIB = 1024 * 1024;

  public SpoolSettings {
    if (queueBytes < 1 || segmentBytes < 1 || diskBytes < 1) {
      throw new IllegalArgumentException("spool bounds must be positive");
    }
    if (syncAlways && sharedMemory != null) {
      throw new IllegalArgumentException("memory survives no power failure");
    }
  }

  /**
   * The defaults: 64 MiB of memory and of segment, 10 GiB of disk, synced every 200 ms or 1 MiB.
   */
  public static SpoolSettings in(Path directory) {
    return new SpoolSettings(
        directory, 64 * MIB, 64 * MIB, 10_240 * MIB, false, Duration.ofMillis(200), MIB, null);
  }

  /** The same, but each span synced before its receipt. */
  public SpoolSettings syncedAlways() {
    return new SpoolSettings(
        directory, queueBytes, segmentBytes, diskBytes, true, syncAfter, syncBytes, null);
  }

  /** The same, with shared memory there. */
  public SpoolSettings sharing(Path memory) {
    return new SpoolSettings(
        directory, queueBytes, segmentBytes, diskBytes, syncAlways, syncAfter, syncBytes, memory);
  }
}

package dev.turnpike.core.snapshot;

import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.integration.EnvironmentCredentials;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot this gateway serves by, and its one writer: reads the database, swaps, keeps the
 * copy on disk. {@link #current} is one volatile read; everything else blocks and takes turns.
 *
 * <p>Order of use: {@link #serveCopy} once at the start, then {@link #follow} each second, {@link
 * #keep} at the end.
 */
public final class LiveSnapshot implements SnapshotSource, SnapshotPublisher, SnapshotGauges {
  private static final Logger LOG = System.getLogger(LiveSnapshot.class.getName());

  private final ConfigurationStore store;
  private final SnapshotCopy copy;
  private final SnapshotAssembler assembler;
  private final InstantSource clock;

  private volatile Snapshot current = Snapshot.EMPTY;
  private volatile Reading reading = new Reading(0, false, null, 0, null, List.of());

  /** What the copy on disk does not have yet. Guarded by this. */
  private @Nullable Configuration unsaved;

  private boolean saveFailed;

  public LiveSnapshot(
      ConfigurationStore store, SnapshotCopy copy, SecretVault vault, InstantSource clock) {
    this(store, copy, vault, EnvironmentCredentials.NONE, clock);
  }

  /**
   * @param environment keys of built-in providers that every organization may use besides its own
   */
  public LiveSnapshot(
      ConfigurationStore store,
      SnapshotCopy copy,
      SecretVault vault,
      EnvironmentCredentials environment,
      InstantSource clock) {
    this.store = store;
    this.copy = copy;
    this.assembler = new SnapshotAssembler(vault, environment);
    this.clock = clock;
  }

  @Override
  public Snapshot current() {
    return current;
  }

  @Override
  public Reading read() {
    return reading;
  }

  /** Serves the copy on disk, if there is one, until the database has been read. */
  public synchronized void serveCopy() {
    try {
      var found = copy.load();
      if (found.isPresent() && current == Snapshot.EMPTY) {
        swap(found.get(), null);
        LOG.log(
            Level.INFO, "Serving the configuration kept on disk, version {0}", current.version());
      }
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "The configuration kept on disk cannot be used ({0}); waiting for the database",
          e.getMessage());
    }
  }

  /** {@inheritDoc} A read that fails is counted; {@link #follow} makes up for it. */
  @Override
  public synchronized void publish() {
    attempt(true);
  }

  /**
   * Reads the configuration if the database has another version, then brings the copy up to date.
   */
  public synchronized void follow() {
    attempt(false);
    keep();
  }

  /** Brings the copy up to date with what is served. */
  public synchronized void keep() {
    var configuration = unsaved;
    if (configuration == null) {
      return;
    }
    try {
      copy.save(configuration);
      unsaved = null;
      saveFailed = false;
    } catch (IOException e) {
      if (!saveFailed) {
        LOG.log(Level.ERROR, "Cannot keep a copy of the configuration on disk", e);
      }
      saveFailed = true;
    }
  }

  private void attempt(boolean known) {
    try {
      var confirmed = reading.confirmedAt() != null;
      if (known || !confirmed || store.version() != current.version()) {
        var configuration = store.read();
        swap(configuration, clock.instant());
        unsaved = configuration;
      } else {
        reading = with(clock.instant(), reading.failures(), null, reading.unreadable());
      }
    } catch (RuntimeException e) {
      if (reading.problem() == null) {
        LOG.log(
            Level.ERROR,
            "Cannot read the configuration; serving version " + current.version() + " meanwhile",
            e);
      }
      reading =
          with(reading.confirmedAt(), reading.failures() + 1, problem(e), reading.unreadable());
    }
  }

  private void swap(Configuration configuration, @Nullable Instant confirmedAt) {
    var assembled = assembler.assemble(configuration, clock.instant());
    if (reading.problem() != null) {
      LOG.log(Level.INFO, "Reading the configuration works again");
    }
    if (!assembled.unreadable().isEmpty() && !assembled.unreadable().equals(reading.unreadable())) {
      LOG.log(
          Level.WARNING,
          "Stored credentials do not open with this master key and must be entered again: {0}",
          assembled.unreadable().stream()
              .map(p -> p.id().value())
              .collect(Collectors.joining(", ")));
    }
    current = assembled.snapshot();
    reading = with(confirmedAt, reading.failures(), null, assembled.unreadable());
  }

  private Reading with(
      @Nullable Instant confirmedAt,
      long failures,
      @Nullable String problem,
      List<Provider> unreadable) {
    return new Reading(
        current.version(),
        confirmedAt == null && current != Snapshot.EMPTY,
        confirmedAt,
        failures,
        problem,
        unreadable);
  }

  private static String problem(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}

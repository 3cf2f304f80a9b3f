package dev.turnpike.ingest.foreign;

import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.foreign.HeldParts.Key;
import dev.turnpike.ingest.foreign.HeldParts.Whole;
import dev.turnpike.ingest.traces.TraceIntake;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The steps of other products' loggers between their begin and their end. What waited long enough
 * is stored each second, and all of it when the gateway stops.
 */
@Singleton
public class ForeignSteps {
  private static final Logger LOG = Logger.getLogger(ForeignSteps.class);
  private static final int MOST_HELD = 20_000;

  private final StoredIds stored = new StoredIds();
  private final HeldParts heldLangfuse = new HeldParts(MOST_HELD);
  private final HeldParts heldBraintrust = new HeldParts(MOST_HELD);
  private final LangfuseEvents langfuse;
  private final BraintrustRows braintrust;
  private final TraceIntake intake;
  private final Clock clock;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("foreign-steps").unstarted(task));

  ForeignSteps(TraceIntake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
    langfuse = new LangfuseEvents(heldLangfuse, stored, intake);
    braintrust = new BraintrustRows(heldBraintrust, stored, intake);
  }

  void start(@Observes StartupEvent event) {
    var unused =
        sweeper.scheduleWithFixedDelay(() -> sweep(clock.instant()), 1, 1, TimeUnit.SECONDS);
  }

  /** Before the spool closes, which is the last to do so. */
  void stop(@Observes ShutdownEvent event) {
    sweeper.shutdownNow();
    sweep(Instant.MAX);
  }

  LangfuseEvents langfuse() {
    return langfuse;
  }

  BraintrustRows braintrust() {
    return braintrust;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Waits until spans are on disk, then remembers which steps they were.
   *
   * @throws jakarta.ws.rs.WebApplicationException 503 when one could not be written
   */
  void store(List<Span> spans, Collection<Key> steps) {
    if (!intake.areDurable(spans)) {
      throw Answers.later("The spans could not be written; send them again.");
    }
    stored.addAll(steps);
  }

  private void sweep(Instant now) {
    try {
      storeDue(heldLangfuse, langfuse::read, now);
      storeDue(heldBraintrust, braintrust::read, now);
    } catch (RuntimeException e) {
      LOG.error("steps of other loggers could not be stored", e);
    }
  }

  private void storeDue(HeldParts held, Function<Whole, Outcome<Span>> read, Instant now) {
    for (var whole : held.takeDue(now)) {
      switch (read.apply(whole)) {
        case Outcome.Done<Span> done -> store(List.of(done.value()), List.of(whole.key()));
        case Outcome<Span> refused ->
            LOG.warnf(
                "a %s of another logger is not stored: %s",
                whole.key().kind(), TraceIntake.why(refused));
      }
    }
  }
}

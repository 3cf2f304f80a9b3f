package dev.turnpike.ingest.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.exchange.entrance.LogId;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanStore.Identity;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.ingest.api.form.SpanForm;
import dev.turnpike.ingest.spool.Backlog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes logs of calls that did not pass the gateway. A log is durable before it is answered;
 * without the database it is taken all the same and stored later. A client that chose the id may
 * repeat itself: the same body is the same log.
 */
@Singleton
final class LogIntake {
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final SpanSink sink;
  private final SpanStore store;
  private final Backlog backlog;
  private final SnapshotSource snapshots;
  private final RecentLogs recent;
  private final Clock clock;

  LogIntake(
      SpanSink sink,
      SpanStore store,
      Backlog backlog,
      SnapshotSource snapshots,
      RecentLogs recent,
      Clock clock) {
    this.sink = sink;
    this.store = store;
    this.backlog = backlog;
    this.snapshots = snapshots;
    this.recent = recent;
    this.clock = clock;
  }

  /** A log on its way to disk. */
  record Taken(Span span, CompletableFuture<Boolean> durable) {}

  /**
   * Checks a log and hands it to the spool. Blocking for as long as the database takes to say
   * whether a client's id is known.
   */
  Outcome<Taken> take(ObjectNode wire, Principal caller) {
    var choice = SpanForm.id(wire);
    if (!(choice instanceof Outcome.Done<SpanForm.IdChoice> chosen)) {
      return refusal(choice);
    }
    var id = chosen.value().id();
    var hash = id == null ? null : LogBody.hash(wire);
    var own = id == null ? LogId.mint(clock.millis(), RandomGenerator.getDefault()) : id;
    var read = read(wire, own, hash, caller, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!(read instanceof Outcome.Done<Span> done)) {
      return refusal(read);
    }
    var span = done.value();
    var known = hash == null ? Optional.<Identity>empty() : known(span, hash);
    if (known.isEmpty()) {
      return Outcome.created(send(span));
    }
    if (!known.get().bodyHash().equals(Optional.ofNullable(hash))) {
      return Outcome.invalid("unique_id", "A log with this id and another content exists already.");
    }
    var first = read(wire, own, hash, caller, known.get().arrival());
    var answer =
        stored(span).orElse(first instanceof Outcome.Done<Span> again ? again.value() : span);
    return Outcome.changed(new Taken(answer, CompletableFuture.completedFuture(true)));
  }

  private Outcome<Span> read(
      ObjectNode wire, String id, @Nullable String hash, Principal caller, Instant arrival) {
    var catalog = snapshots.current().catalog(caller.organization());
    return SpanForm.read(wire, id, hash, caller, catalog, arrival);
  }

  private static <T> Outcome<T> refusal(Outcome<?> outcome) {
    return outcome instanceof Outcome.Invalid<?>(var errors)
        ? new Outcome.Invalid<>(errors)
        : new Outcome.Invalid<>(FieldErrors.of("body", "cannot be read"));
  }

  private Optional<Identity> known(Span span, String hash) {
    var own = new Identity(span.arrival(), Optional.of(hash));
    var lately = recent.claim(span.organization(), span.id(), own);
    if (lately.isPresent()) {
      return lately;
    }
    try {
      var stored = store.identity(span.organization(), span.id());
      stored.ifPresent(found -> recent.put(span.organization(), span.id(), found));
      return stored;
    } catch (StoreUnavailable e) {
      return Optional.empty(); // what turns out to clash when it is stored goes to quarantine
    }
  }

  /** Empty when it is still on its way. */
  private Optional<Span> stored(Span span) {
    try {
      return store.find(span.organization(), span.id());
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }

  private Taken send(Span span) {
    var durable = new CompletableFuture<Boolean>();
    sink.accept(span, durable::complete);
    return new Taken(span, durable);
  }

  /** Waits until the log is on disk; false when it could not be written and is lost. */
  boolean isDurable(Taken taken) {
    try {
      var durable = taken.durable().get(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
      if (!durable) {
        recent.forget(taken.span().organization(), taken.span().id());
      }
      return durable;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits a moment for the database, so that the client's next read sees what it wrote. */
  void awaitStored() {
    var unused = backlog.awaitStored(LONGEST_WAIT);
  }
}

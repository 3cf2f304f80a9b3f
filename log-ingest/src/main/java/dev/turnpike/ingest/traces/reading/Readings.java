package dev.turnpike.ingest.traces.reading;

import dev.turnpike.core.span.SpanStore.QueryRefused;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.ingest.api.Answers;
import java.util.function.Supplier;

/** Reads from the database, or says why that cannot be. */
final class Readings {
  private Readings() {}

  /**
   * The answer.
   *
   * @throws jakarta.ws.rs.WebApplicationException 503 while the database is away, 413 when the
   *     question takes too long, 400 when a pattern in it cannot be read
   */
  static <T> T of(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StoreUnavailable e) {
      throw Answers.later("Traces cannot be read now: the database does not answer.");
    } catch (QueryRefused e) {
      throw Answers.detail(
          e.reason() == QueryRefused.Reason.TOO_MUCH ? 413 : 400, String.valueOf(e.getMessage()));
    }
  }
}

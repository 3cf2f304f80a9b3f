package dev.turnpike.persistence.span;

import static dev.turnpike.core.span.SpanStore.QueryRefused.Reason.BAD_PATTERN;
import static dev.turnpike.core.span.SpanStore.QueryRefused.Reason.TOO_MUCH;

import dev.turnpike.core.span.SpanStore.QueryRefused;
import dev.turnpike.core.span.SpanStore.SpanRefused;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/**
 * Tells a question that cannot be answered, and a span that will never be taken from a database
 * that is away. In doubt it is away: to wait costs time, to refuse costs a row.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
final class SqlFailures {
  private SqlFailures() {}

  static RuntimeException of(SQLException failure) {
    var cause = cause(failure);
    var state = String.valueOf(cause.getSQLState());
    if (state.equals("57014")) {
      return new QueryRefused(
          TOO_MUCH,
          "This takes too long to look up: narrow the time window or the filters.",
          failure);
    }
    if (state.equals("2201B")) {
      return new QueryRefused(
          BAD_PATTERN, "not a regular expression: " + firstLine(cause.getMessage()), failure);
    }
    var message = "SQL state " + state + ": " + firstLine(cause.getMessage());
    return isContentsFault(state)
        ? new SpanRefused(message, failure)
        : new StoreUnavailable(message, failure);
  }

  /**
   * 22 is data that does not fit its type, 23 a broken constraint, 54 a limit such as the size of
   * an index row. Connection, resources, rights, locks and a missing table are nobody's row.
   */
  private static boolean isContentsFault(String state) {
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }

  /** A batch wraps what the server said, sometimes without its state. */
  private static SQLException cause(SQLException failure) {
    var next = failure.getNextException();
    return failure instanceof BatchUpdateException && next != null ? next : failure;
  }

  /** Further lines of the server's message quote the row, which has no place in a log line. */
  private static String firstLine(@org.jspecify.annotations.Nullable String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("");
  }
}

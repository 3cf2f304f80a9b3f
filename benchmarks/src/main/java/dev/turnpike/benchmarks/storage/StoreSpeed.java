package dev.turnpike.benchmarks.storage;

import dev.turnpike.core.span.Span;
import dev.turnpike.persistence.span.JdbcSpanStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.postgresql.PGConnection;

/**
 * How fast the store takes batches, and how fast the same server takes the same rows by COPY into
 * the same tables alone, without identities' conflicts, counters and sums.
 *
 * <p>Arguments: the folder for an embedded server, rows, rows of a batch, customers. Empties the
 * tables of logs.
 */
public final class StoreSpeed {
  private static final List<String> ROWS = List.of("span_identity", "span", "span_body");
  private static final List<String> SUMS =
      List.of(
          "rollup_minute",
          "rollup_hour",
          "rollup_day",
          "customer",
          "customer_day",
          "trace",
          "thread",
          "key_counter",
          "awaited_call");

  /** The compiler of the virtual machine and the server's caches need some batches. */
  private static final int WARM_UP = 10;

  private final PrintStream out;
  private final Connection connection;

  private StoreSpeed(PrintStream out, Connection connection) {
    this.out = out;
    this.connection = connection;
  }

  public static void main(String[] arguments) throws Exception {
    var rows = Integer.parseInt(arguments[1]);
    var batch = Integer.parseInt(arguments[2]);
    var customers = Integer.parseInt(arguments[3]);
    try (var server = LogServer.start(Path.of(arguments[0]));
        var connection = server.connect()) {
      new StoreSpeed(System.out, connection).measure(rows, batch, customers);
    }
  }

  private void measure(int rows, int batch, int customers) throws SQLException, IOException {
    clear();
    // A thousand calls a second, as a busy gateway has them, all within the present day.
    var first = Instant.now().truncatedTo(ChronoUnit.DAYS);
    var spans = new SampleSpans(new Random(5), customers, first, Duration.ofMillis(1));
    var timed = new Timed(connection);
    var store = new JdbcSpanStore(timed.source());
    for (var i = 0; i < WARM_UP; i++) {
      store.store(spans.next(batch));
    }
    var batches = new ArrayList<List<Span>>();
    for (var i = 0; i < rows / batch; i++) {
      batches.add(spans.next(batch));
    }
    timed.spent().clear();
    var effort = new Effort(connection);
    batches.forEach(store::store);
    connection.setAutoCommit(true);
    var stored = batches.size() * batch;
    print("stored in batches of %d, %d customers".formatted(batch, customers), stored, effort);
    timed
        .spent()
        .forEach(
            (what, spent) ->
                out.printf(
                    Locale.ROOT,
                    "  %-40s %6d times %8.1f ms a batch%n",
                    what,
                    spent.times(),
                    spent.together().toNanos() / 1e6 / batches.size()));
    copy();
  }

  private void print(String what, long rows, Effort effort) {
    out.printf(
        Locale.ROOT,
        "%s: %d rows, %.0f a second; processor time a row: %.0f us of the server, %.0f us here%n",
        what,
        rows,
        rows * 1e9 / effort.time().toNanos(),
        effort.server().toNanos() / 1e3 / rows,
        effort.here().toNanos() / 1e3 / rows);
  }

  /** The rows that were stored just now, once more. */
  private void copy() throws SQLException, IOException {
    var copies = connection.unwrap(PGConnection.class).getCopyAPI();
    var texts = new ArrayList<byte[]>();
    var rows = 0L;
    for (var table : ROWS) {
      var text = new ByteArrayOutputStream();
      rows = copies.copyOut("copy (select * from " + table + ") to stdout", text);
      texts.add(text.toByteArray());
    }
    clear();
    connection.setAutoCommit(true);
    var effort = new Effort(connection);
    connection.setAutoCommit(false);
    for (var i = 0; i < ROWS.size(); i++) {
      copies.copyIn("copy " + ROWS.get(i) + " from stdin", new ByteArrayInputStream(texts.get(i)));
    }
    connection.commit();
    print("plain COPY", rows, effort);
  }

  private void clear() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("truncate " + String.join(", ", ROWS) + ", " + String.join(", ", SUMS));
    }
  }
}

package dev.turnpike.persistence.rollup;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Adds new spans to the sums kept of them, in the caller's transaction: since that stores each span
 * once, each is counted once.
 */
public final class RollupWriter {
  private static final Map<Step, String> UPSERTS =
      new EnumMap<>(
          Map.of(
              Step.MINUTE, RollupColumns.upsert("rollup_minute"),
              Step.HOUR, RollupColumns.upsert("rollup_hour"),
              Step.DAY, RollupColumns.upsert("rollup_day")));

  private RollupWriter() {}

  /**
   * Call it last in the transaction: rows of the present hour and day are waited for by all
   * replicas until it ends.
   *
   * @param fresh spans that were not stored before
   */
  public static void add(Connection connection, List<Span> fresh) throws SQLException {
    var rows = minutes(fresh);
    for (var step : Step.values()) {
      rows = coarser(rows, step);
      write(connection, Objects.requireNonNull(UPSERTS.get(step)), rows);
    }
  }

  private static TreeMap<Slot, Amounts> minutes(List<Span> spans) {
    var rows = new TreeMap<Slot, Amounts>(Slot.ORDER);
    for (var span : spans) {
      row(rows, Slot.ofTraffic(span)).add(span);
      var customer = span.tags().customerIdentifier();
      if (customer != null && !customer.isEmpty()) {
        row(rows, Slot.ofCustomer(span, customer)).add(span);
      }
      for (var attempt : span.attempts()) {
        var failed = isProvidersFault(attempt);
        row(rows, Slot.ofAttempt(span, attempt, failed)).add(attempt, failed);
      }
    }
    return rows;
  }

  private static Amounts row(Map<Slot, Amounts> rows, Slot slot) {
    return rows.computeIfAbsent(slot.at(Step.MINUTE.floor(slot.bucket())), s -> new Amounts());
  }

  /** Other 4xx answer what the caller sent: the provider is up. */
  private static boolean isProvidersFault(Span.Attempt attempt) {
    var code = attempt.statusCode();
    return attempt.reason() != null
        && (code < 400 || code == 408 || code == 429 || (code >= 500 && code <= 599));
  }

  private static TreeMap<Slot, Amounts> coarser(TreeMap<Slot, Amounts> rows, Step step) {
    var coarser = new TreeMap<Slot, Amounts>(Slot.ORDER);
    rows.forEach(
        (slot, amounts) ->
            coarser
                .computeIfAbsent(slot.at(step.floor(slot.bucket())), s -> new Amounts())
                .add(amounts));
    return coarser;
  }

  private static void write(Connection connection, String upsert, Map<Slot, Amounts> rows)
      throws SQLException {
    try (var statement = connection.prepareStatement(upsert)) {
      for (var row : rows.entrySet()) {
        var next = bind(statement, row.getKey());
        next = bind(statement, next, row.getValue());
        for (var measure : Measure.values()) {
          var counts = row.getValue().counts.get(measure);
          if (counts == null) {
            statement.setNull(next++, Types.ARRAY);
          } else {
            statement.setArray(next++, connection.createArrayOf("int4", counts));
          }
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static int bind(PreparedStatement statement, Slot slot) throws SQLException {
    statement.setObject(1, slot.organization());
    statement.setString(2, slot.scope().column());
    statement.setObject(3, slot.bucket().atOffset(ZoneOffset.UTC));
    statement.setString(4, slot.environment());
    statement.setString(5, slot.type());
    statement.setString(6, slot.model());
    statement.setString(7, slot.provider());
    statement.setString(8, slot.key());
    statement.setString(9, slot.status());
    statement.setString(10, slot.customer());
    return 11;
  }

  private static int bind(PreparedStatement statement, int first, Amounts amounts)
      throws SQLException {
    var next = first;
    for (var value :
        new long[] {
          amounts.requests,
          amounts.errors,
          amounts.unpriced,
          amounts.cacheHits,
          amounts.retried,
          amounts.fellBack,
          amounts.promptTokens,
          amounts.completionTokens,
          amounts.cacheRead,
          amounts.cacheWrite,
          amounts.reasoning
        }) {
      statement.setLong(next++, value);
    }
    statement.setBigDecimal(next++, amounts.cost);
    statement.setDouble(next++, amounts.latency);
    statement.setDouble(next++, amounts.ttft);
    statement.setLong(next++, amounts.ttftValues);
    statement.setDouble(next++, amounts.speed);
    statement.setLong(next++, amounts.speedValues);
    return next;
  }
}

package dev.turnpike.persistence.figures;

import static dev.turnpike.core.span.SpanStore.QueryRefused.Reason.TOO_MUCH;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanStore.QueryRefused;
import dev.turnpike.persistence.span.SpanSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where sums are read from: a piece of SQL that has all columns of a table of sums. */
sealed interface Source permits KeptSums, LogRows, WithEdges {
  /**
   * Appends it, with the alias {@code r}: a column for each sum, {@code at} (the time), and for
   * each field that is grouped by a column of its value, null when absent; at least one.
   */
  void append(SpanSql.Text text);

  /** The column of a field's value: {@code value}, {@code value1}, {@code value2}. */
  static String value(int field) {
    return field == 0 ? "value" : "value" + field;
  }

  /** The columns of values, as they are selected. */
  static String values(List<SpanField> by, Function<SpanField, String> expression) {
    return by.isEmpty()
        ? "null::text as " + value(0)
        : IntStream.range(0, by.size())
            .mapToObj(i -> "nullif(" + expression.apply(by.get(i)) + ", '') as " + value(i))
            .collect(Collectors.joining(", "));
  }

  /** The aggregate of one bucket of a measure. */
  String count(Measure measure, int bucket);

  /** The most rows it may have before it counts as too much. */
  long mostRows();

  /** The fields that are grouped by. */
  List<SpanField> by();

  /**
   * Refuses to answer from a part of the rows.
   *
   * @param rows at one whose column {@code scanned} tells how many were read
   */
  static void check(ResultSet rows, Source source) throws SQLException {
    if (rows.getLong("scanned") > source.mostRows()) {
      throw new QueryRefused(
          TOO_MUCH,
          "More than "
              + source.mostRows()
              + " logs would have to be added up: narrow the time window or the filters.",
          null);
    }
  }
}

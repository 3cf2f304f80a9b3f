package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.persistence.span.SpanSql;

/** Where sums are read from: a piece of SQL that has all columns of a table of sums. */
sealed interface Source permits KeptSums, LogRows, WithEdges {
  /**
   * Appends it, with the alias {@code r}: a column for each sum, {@code at} (the time), and {@code
   * value} (of the field that is grouped by, null when absent).
   */
  void append(SpanSql.Text text);

  /** The aggregate of one bucket of a measure. */
  String count(Measure measure, int bucket);

  /** The most rows it may have before it counts as too much. */
  long mostRows();
}

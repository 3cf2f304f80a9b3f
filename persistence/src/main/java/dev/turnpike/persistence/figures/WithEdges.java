package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.persistence.span.SpanSql;
import java.util.List;

/** Sums of whole steps, and the logs of the steps that the window cuts. Without measures. */
record WithEdges(KeptSums inner, List<LogRows> edges) implements Source {
  WithEdges {
    edges = List.copyOf(edges);
  }

  @Override
  public void append(SpanSql.Text text) {
    text.add("(select * from ");
    inner.append(text);
    for (var edge : edges) {
      text.add(" union all select * from ");
      edge.append(text);
    }
    text.add(") r");
  }

  @Override
  public String count(Measure measure, int bucket) {
    throw new IllegalArgumentException("distributions are told to the minute");
  }

  @Override
  public List<SpanField> by() {
    return inner.by();
  }

  @Override
  public long mostRows() {
    return Long.MAX_VALUE;
  }
}

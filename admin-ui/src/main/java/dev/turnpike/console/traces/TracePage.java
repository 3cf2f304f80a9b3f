package dev.turnpike.console.traces;

import dev.turnpike.console.shell.Address;
import dev.turnpike.core.trace.Trace;
import java.util.List;

/** A page of traces. */
public record TracePage(TraceFilter filter, List<Trace> rows, boolean first, boolean more) {
  /** The address of what comes next. */
  public String next() {
    if (!filter.byTime()) {
      return filter.here().with("page", Integer.toString(filter.page() + 1)).toString();
    }
    var last = rows.getLast();
    return filter
        .here()
        .with("before", last.lastArrival().toString())
        .with("after", last.id())
        .toString();
  }

  public String start() {
    return filter.here().toString();
  }

  public String href(Trace trace) {
    return Address.of("/console/traces/trace")
        .with("id", trace.id())
        .with("environment", trace.environment().wire())
        .toString();
  }
}

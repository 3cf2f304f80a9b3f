package dev.turnpike.console.logs;

import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.span.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A page of logs.
 *
 * @param first whether it begins with the newest
 * @param more whether older ones follow
 * @param asOf when it was read: what arrived later is announced
 */
public record LogPage(
    LogFilter filter, List<Span> rows, boolean first, boolean more, Instant asOf) {
  /** The address of what is older. */
  public String older() {
    var last = rows.getLast();
    return "/console/logs"
        + filter.query()
        + (filter.query().length() > 1 ? "&" : "")
        + "before="
        + last.arrival()
        + "&after="
        + Formats.inQuery(last.id());
  }

  /** The address that tells what has arrived since. */
  public String arrivals() {
    var since = rows.isEmpty() ? asOf : rows.getFirst().arrival();
    return "/console/logs/arrivals"
        + filter.query()
        + (filter.query().length() > 1 ? "&" : "")
        + "since="
        + since
        + (rows.isEmpty() ? "" : "&seen=" + Formats.inQuery(rows.getFirst().id()));
  }

  /** The choices of time, in order, with their words. */
  public List<Map.Entry<String, String>> periods() {
    return List.of(
        Map.entry("15m", "Last 15 minutes"),
        Map.entry("1h", "Last hour"),
        Map.entry("24h", "Last 24 hours"),
        Map.entry("7d", "Last 7 days"),
        Map.entry("30d", "Last 30 days"));
  }

  /** Whether the filter's model is none of the catalogue: it is offered all the same. */
  public boolean strangeModel(List<String> known) {
    return !filter.model.isEmpty() && !known.contains(filter.model);
  }
}

package dev.turnpike.console.logs.table;

import dev.turnpike.console.shell.Address;
import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.span.Span;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * Calls as a table.
 *
 * @param list the address of the list they are of, without its order: its filters go along to each
 *     call, so that its page knows the one before and after
 * @param sortable whether headings sort
 */
@TemplateData
public record LogTable(
    List<LogColumn> columns, List<Span> rows, Address list, LogOrder order, boolean sortable) {
  /** A short list that leads to its calls and nowhere else. */
  public static LogTable plain(List<Span> rows) {
    return new LogTable(
        LogColumn.USUAL, rows, Address.of("/console/logs"), new LogOrder("", true, 1), false);
  }

  public String href(Span span) {
    var more = list.at("").toString();
    return "/console/logs/log?id="
        + Formats.inQuery(span.id())
        + (more.isEmpty() ? "" : "&" + more.substring(1));
  }

  public String heading(LogColumn column) {
    return order.heading(column, list);
  }
}

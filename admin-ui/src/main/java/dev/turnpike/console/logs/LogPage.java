package dev.turnpike.console.logs;

import dev.turnpike.console.logs.filter.FilterForm;
import dev.turnpike.console.logs.filter.LogFilter;
import dev.turnpike.console.logs.filter.LogValues;
import dev.turnpike.console.logs.table.LogColumn;
import dev.turnpike.console.logs.table.LogTable;
import dev.turnpike.console.shell.Address;
import dev.turnpike.core.span.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of logs.
 *
 * @param first whether it begins with the newest
 * @param more whether others follow
 * @param searchedTo calls before it were not searched yet; absent when there is nothing to go on
 *     with
 * @param live whether new calls appear by themselves
 * @param asOf when it was read: what arrived later is announced
 * @param values to narrow the list by; absent while they are not opened
 */
public record LogPage(
    LogFilter filter,
    FilterForm form,
    LogTable table,
    boolean first,
    boolean more,
    @Nullable Instant searchedTo,
    boolean live,
    Instant asOf,
    @Nullable LogValues values) {
  private static final String LIST = "/console/logs";

  /** The list with this filter, in this order. */
  private Address here() {
    return table.order().on(filter.on(LIST));
  }

  public List<Span> rows() {
    return table.rows();
  }

  public boolean sorted() {
    return !table.order().byTime();
  }

  /** The address of what comes next. */
  public String next() {
    if (sorted()) {
      return here().with("page", Integer.toString(table.order().page() + 1)).toString();
    }
    var last = rows().getLast();
    return here().with("before", last.arrival().toString()).with("after", last.id()).toString();
  }

  /** The address of the search where it left off; empty when it is at its end. */
  public String onward() {
    var from = searchedTo;
    return from == null ? "" : here().with("before", from.toString()).toString();
  }

  /** The first page of this list. */
  public String start() {
    return here().toString();
  }

  /** The newest first again. */
  public String byTime() {
    return filter.on(LIST).toString();
  }

  /** The list with the values to narrow it by opened, or closed again. */
  public String toggleValues() {
    return values == null ? here().with(LogValues.CODE, "1").toString() : start();
  }

  public String tail() {
    return filter.on(LIST).with("live", "1").toString();
  }

  /** The address that tells what has arrived since. */
  public String arrivals() {
    var newest = rows().isEmpty() ? null : rows().getFirst();
    var address =
        filter
            .on(LIST + "/arrivals")
            .with("since", (newest == null ? asOf : newest.arrival()).toString());
    return (newest == null ? address : address.with("seen", newest.id())).toString();
  }

  /** The address of the rows that a live list takes in. */
  public String incoming() {
    return filter.on(LIST + "/incoming").toString();
  }

  public String export(String kind) {
    return filter.on(LIST + "/export." + kind).toString();
  }

  public List<LogFilter.Chip> chips() {
    return filter.chips(form.keys());
  }

  /** All columns, to choose from. */
  public List<LogColumn> columns() {
    return List.of(LogColumn.values());
  }

  /** What the table's foot says. */
  public String shown() {
    if (sorted()) {
      var from = table.order().offset() + 1;
      return "Rows " + from + " to " + (from + rows().size() - 1);
    }
    if (searchedTo != null) {
      return rows().size() + " found so far";
    }
    return first ? "The newest " + rows().size() : rows().size() + " older";
  }
}

package dev.turnpike.console.logs.table;

import dev.turnpike.console.shell.Address;
import io.quarkus.qute.TemplateData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * In which order the table is: by time, newest first, or by a figure ({@code sort=cost}, or {@code
 * sort=cost.up} for the smallest first), then counted in pages.
 *
 * @param field wire field; empty for time
 * @param page from 1
 */
@TemplateData
public record LogOrder(String field, boolean descending, int page) {
  /** Rows of one page. */
  public static final int PAGE = 50;

  /** Further pages of a sorted list cost more and more, and nobody reads them. */
  public static final int LAST_PAGE = 200;

  private static final String UP = ".up";

  public static LogOrder read(Map<String, List<String>> query) {
    var asked = query.getOrDefault("sort", List.of("")).getFirst();
    var up = asked.endsWith(UP);
    var field = up ? asked.substring(0, asked.length() - UP.length()) : asked;
    var known =
        Arrays.stream(LogColumn.values())
            .anyMatch(c -> !c.sort().isEmpty() && c.sort().equals(field));
    return known ? new LogOrder(field, !up, page(query)) : new LogOrder("", true, 1);
  }

  private static int page(Map<String, List<String>> query) {
    try {
      var page = Integer.parseInt(query.getOrDefault("page", List.of("1")).getFirst());
      return Math.clamp(page, 1, LAST_PAGE);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  public boolean byTime() {
    return field.isEmpty();
  }

  public int offset() {
    return (page - 1) * PAGE;
  }

  public Address on(Address address) {
    return byTime() ? address : address.with("sort", descending ? field : field + UP);
  }

  /** How a column stands in this order, in the words of {@code aria-sort}. */
  public String of(LogColumn column) {
    if (byTime() ? column == LogColumn.TIME : column.sort().equals(field)) {
      return descending ? "descending" : "ascending";
    }
    return "none";
  }

  /** Where a column's heading leads: largest first, then smallest first; time back to newest. */
  public String heading(LogColumn column, Address list) {
    if (column == LogColumn.TIME) {
      return list.toString();
    }
    var turned = column.sort().equals(field) && descending;
    return list.with("sort", turned ? column.sort() + UP : column.sort()).toString();
  }
}

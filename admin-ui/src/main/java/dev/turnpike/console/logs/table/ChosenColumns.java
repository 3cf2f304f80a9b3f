package dev.turnpike.console.logs.table;

import dev.turnpike.console.shell.Cookies;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The columns this browser wants, kept in a cookie. */
@RequestScoped
public class ChosenColumns {
  private static final String COOKIE = "turnpike_log_columns";
  private static final String BETWEEN = "."; // a comma would need quoting in a cookie

  private final Cookies cookies;

  ChosenColumns(Cookies cookies) {
    this.cookies = cookies;
  }

  /** In the order of the table; names no longer known are passed over. */
  public List<LogColumn> get() {
    var chosen = cookies.get(COOKIE).map(text -> List.of(text.split("\\.")));
    if (chosen.isEmpty()) {
      return LogColumn.USUAL;
    }
    return ordered(chosen.get());
  }

  /** Keeps the choice for a year; none chosen brings the usual ones back. */
  public void keep(List<String> codes) {
    if (codes.isEmpty()) {
      cookies.clear(COOKIE);
      return;
    }
    var all = new ArrayList<String>();
    ordered(codes).forEach(c -> all.add(c.code()));
    cookies.set(COOKIE, String.join(BETWEEN, all), Duration.ofDays(365));
  }

  private static List<LogColumn> ordered(List<String> codes) {
    return Arrays.stream(LogColumn.values())
        .filter(c -> c.fixed() || codes.contains(c.code()))
        .toList();
  }
}

package dev.turnpike.console.quarantine;

import dev.turnpike.console.shell.Address;
import dev.turnpike.core.span.QuarantinedSpans.Kept;
import java.util.List;

/**
 * A page of quarantined logs, the oldest first.
 *
 * @param all how many there are
 * @param page from 1
 */
public record QuarantinePage(List<Kept> rows, int all, int page) {
  static final int SIZE = 50;

  public QuarantinePage {
    rows = List.copyOf(rows);
  }

  public boolean more() {
    return page * SIZE < all;
  }

  public String next() {
    return address(page + 1);
  }

  public String previous() {
    return address(page - 1);
  }

  private static String address(int page) {
    return Address.of(QuarantineResource.PAGE).with("page", Integer.toString(page)).toString();
  }
}

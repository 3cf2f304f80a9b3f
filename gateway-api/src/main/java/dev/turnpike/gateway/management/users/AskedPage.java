package dev.turnpike.gateway.management.users;

import dev.turnpike.core.customer.CustomerField;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.gateway.error.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Page and order of a list, from the query string. Not thread-safe; {@link #check} at the end. */
final class AskedPage {
  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 1_000;

  /** Paging by number is for looking around; whoever wants all asks for fewer by filters. */
  private static final int DEEPEST = 100_000;

  private final UriInfo address;
  private final FieldErrors.Builder errors = new FieldErrors.Builder();

  AskedPage(UriInfo address) {
    this.address = address;
  }

  int page() {
    return number("page", 1, DEEPEST);
  }

  int size() {
    return number("page_size", DEFAULT_SIZE, LARGEST_SIZE);
  }

  boolean descending() {
    return one("sort_by").map(sort -> sort.startsWith("-")).orElse(true);
  }

  CustomerField sort() {
    var sort = one("sort_by").orElse("-first_seen");
    var name = sort.startsWith("-") ? sort.substring(1) : sort;
    return CustomerField.find(name)
        .orElseGet(
            () -> {
              errors.add("sort_by", "\"" + name + "\" is not a field users can be sorted by.");
              return CustomerField.FIRST_SEEN;
            });
  }

  private Optional<String> one(String name) {
    return Optional.ofNullable(address.getQueryParameters().getFirst(name))
        .filter(text -> !text.isBlank());
  }

  private int number(String name, int absent, int largest) {
    var text = one(name);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      var number = Integer.parseInt(text.get().strip());
      if (number >= 1 && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    errors.add(name, "A number from 1 to " + largest + " is required.");
    return absent;
  }

  String at(int page) {
    return address.getRequestUriBuilder().replaceQueryParam("page", page).build().toString();
  }

  /**
   * Refuses what was found wrong.
   *
   * @throws WebApplicationException 400 naming it, 413 when the page is too deep
   */
  void check() {
    if (!errors.isEmpty()) {
      throw new WebApplicationException(Refusal.invalid(errors.build()));
    }
    if ((long) page() * size() > DEEPEST) {
      throw new WebApplicationException(
          Refusal.detail(413, "Paging ends at " + DEEPEST + " rows; narrow the filters."));
    }
  }
}

package dev.turnpike.gateway.management.page;

import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.gateway.error.Refusal;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which page a caller asked for. Received by a resource as a {@code @BeanParam}; the values are
 * text, so that a bad one is refused with its name rather than as an unknown address.
 */
public final class Paging {

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1000;

  @QueryParam("page")
  @Parameter(
      description = "Which page, from 1. A page past the end is an empty list.",
      schema = @Schema(implementation = Integer.class, minimum = "1", defaultValue = "1"))
  @Nullable String page;

  @QueryParam("page_size")
  @Parameter(
      description = "Results per page.",
      schema =
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "1000",
              defaultValue = "100"))
  @Nullable String pageSize;

  @Context @Nullable UriInfo address;

  /** What the query string of an address asks for. */
  public static Paging at(UriInfo address) {
    var paging = new Paging();
    paging.page = address.getQueryParameters().getFirst("page");
    paging.pageSize = address.getQueryParameters().getFirst("page_size");
    paging.address = address;
    return paging;
  }

  /** Whether the caller asked for any page at all. */
  public boolean isAsked() {
    return page != null || pageSize != null;
  }

  /**
   * The asked page of a whole list.
   *
   * @throws BadRequestException naming {@code page} or {@code page_size} when it is no usable
   *     number
   */
  public <S, T> Page<T> of(List<S> all, Function<? super S, ? extends T> wire) {
    var errors = new FieldErrors.Builder();
    long number = number("page", page, 1, Integer.MAX_VALUE, errors);
    long size = number("page_size", pageSize, DEFAULT_SIZE, LARGEST_SIZE, errors);
    if (!errors.isEmpty()) {
      throw new BadRequestException(Refusal.invalid(errors.build()));
    }
    int from = (int) Math.min((number - 1) * size, all.size());
    int to = (int) Math.min(from + size, all.size());
    var rows = all.subList(from, to).stream().<T>map(wire).toList();
    return new Page<>(
        rows.size(),
        to < all.size() ? at(number + 1) : null,
        number > 1 ? at(number - 1) : null,
        rows);
  }

  /** A page that holds everything there is. */
  public static <S, T> Page<T> everything(List<S> all, Function<? super S, ? extends T> wire) {
    return new Page<>(all.size(), null, null, all.stream().<T>map(wire).toList());
  }

  private String at(long number) {
    if (address == null) {
      throw new IllegalStateException("paging was not filled in by the request");
    }
    return address.getRequestUriBuilder().replaceQueryParam("page", number).build().toString();
  }

  private static long number(
      String name, @Nullable String text, int absent, int largest, FieldErrors.Builder errors) {
    if (text == null) {
      return absent;
    }
    var value = positive(text);
    if (value.isEmpty() || value.getAsInt() > largest) {
      errors.add(
          name,
          largest == Integer.MAX_VALUE
              ? "A valid page number is required: 1 or more."
              : "A number from 1 to " + largest + " is required.");
      return absent;
    }
    return value.getAsInt();
  }

  private static OptionalInt positive(String text) {
    try {
      int value = Integer.parseInt(text);
      return value > 0 ? OptionalInt.of(value) : OptionalInt.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalInt.empty();
    }
  }
}

package dev.turnpike.console.models;

import dev.turnpike.core.catalog.Model;
import io.quarkus.qute.TemplateData;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which models the table shows, in which order: the state of its address.
 *
 * @param q part of the model's name, or of its name at the endpoint
 * @param provider id; empty for all
 * @param sort a column, with a leading {@code -} downwards
 */
@TemplateData
public record ModelFilter(String q, String provider, String sort) {
  List<Model> of(List<Model> all) {
    var part = q.strip().toLowerCase(Locale.ROOT);
    Stream<Model> found =
        all.stream()
            .filter(m -> provider.isEmpty() || m.provider().value().equals(provider))
            .filter(m -> has(m.name(), part) || has(m.upstreamName(), part));
    return found.sorted(order()).toList();
  }

  private static boolean has(String name, String part) {
    return name.toLowerCase(Locale.ROOT).contains(part);
  }

  private Comparator<Model> order() {
    Comparator<Model> byName = Comparator.comparing(m -> m.name().toLowerCase(Locale.ROOT));
    var down = sort.startsWith("-");
    Comparator<Model> order =
        switch (down ? sort.substring(1) : sort) {
          case "provider" -> Comparator.comparing(m -> m.provider().value());
          case "input" -> Comparator.comparing(m -> known(m.price().input(), down));
          case "output" -> Comparator.comparing(m -> known(m.price().output(), down));
          case "context" -> Comparator.comparing(m -> known(m.contextWindow(), down));
          default -> byName;
        };
    return (down ? order.reversed() : order).thenComparing(byName);
  }

  // Unknown figures stand last, whichever the direction.
  private static BigDecimal known(@Nullable Number value, boolean down) {
    if (value == null) {
      return BigDecimal.valueOf(down ? -1 : Long.MAX_VALUE);
    }
    return value instanceof BigDecimal exact ? exact : BigDecimal.valueOf(value.longValue());
  }

  /** What {@code aria-sort} says of a column. */
  public String sorted(String column) {
    if (sort.equals(column)) {
      return "ascending";
    }
    return sort.equals("-" + column) ? "descending" : "none";
  }

  /** The sort that a click on the column's head asks for. */
  public String next(String column) {
    return sort.equals(column) ? "-" + column : column;
  }

  public boolean any() {
    return !q.isEmpty() || !provider.isEmpty();
  }
}

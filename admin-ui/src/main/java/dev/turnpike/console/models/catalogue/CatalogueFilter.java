package dev.turnpike.console.models.catalogue;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which models the catalogue shows, in which order: the state of its address. What cannot be read
 * as a number is passed over, as a browser's field lets nothing else through.
 *
 * @param q part of a name; blanks, dots and dashes do not count
 * @param provider id; empty for all
 * @param type what models are for; empty for all
 * @param can a capability each must have; empty for none
 * @param price most USD per million input tokens; empty for any
 * @param window fewest tokens of context; empty for any
 * @param only {@code callable} or {@code custom}; empty for all
 * @param sort a column, with a leading {@code -} downwards
 */
public record CatalogueFilter(
    String q,
    String provider,
    String type,
    String can,
    String price,
    String window,
    String only,
    String sort) {

  List<CatalogueRow> of(List<CatalogueRow> all) {
    var part = folded(q);
    var most = number(price);
    var least = number(window);
    return all.stream()
        .filter(row -> part.isEmpty() || folded(row.name()).contains(part))
        .filter(row -> provider.isEmpty() || row.provider().equals(provider))
        .filter(row -> type.isEmpty() || row.type().equals(type))
        .filter(row -> can.isEmpty() || row.can().contains(can))
        .filter(row -> most == null || isAtMost(row.price().input(), most))
        .filter(row -> least == null || isAtLeast(row.window(), least))
        .filter(row -> !only.equals("callable") || row.callable())
        .filter(row -> !only.equals("custom") || row.custom())
        .sorted(order())
        .toList();
  }

  /** So that {@code gemini 3} finds {@code gemini-3}. */
  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return text.isBlank() ? null : new BigDecimal(text.strip().replace(',', '.'));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isAtMost(@Nullable BigDecimal price, BigDecimal most) {
    return price != null && price.compareTo(most) <= 0;
  }

  private static boolean isAtLeast(@Nullable Integer tokens, BigDecimal least) {
    return tokens != null && BigDecimal.valueOf(tokens).compareTo(least) >= 0;
  }

  private Comparator<CatalogueRow> order() {
    var down = sort.startsWith("-");
    Comparator<CatalogueRow> byName =
        Comparator.comparing(row -> row.name().toLowerCase(Locale.ROOT));
    Comparator<CatalogueRow> order =
        switch (down ? sort.substring(1) : sort) {
          case "provider" -> Comparator.comparing(CatalogueRow::providerName);
          case "input" -> Comparator.comparing(row -> known(row.price().input(), down));
          case "output" -> Comparator.comparing(row -> known(row.price().output(), down));
          case "context" -> Comparator.comparing(row -> known(row.window(), down));
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

  /** The address that a click on a column's head goes to. */
  public String sortedBy(String column) {
    return at(with("sort", sort.equals(column) ? "-" + column : column));
  }

  /** The address of another page of the same. */
  public String page(int number) {
    return at(with("page", String.valueOf(number)));
  }

  /** Whether anything but the order was chosen. */
  public boolean any() {
    return values().entrySet().stream()
        .anyMatch(entry -> !entry.getKey().equals("sort") && !entry.getValue().isEmpty());
  }

  private Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    values.put("q", q);
    values.put("provider", provider);
    values.put("type", type);
    values.put("can", can);
    values.put("price", price);
    values.put("window", window);
    values.put("only", only);
    values.put("sort", sort);
    return values;
  }

  private Map<String, String> with(String name, String value) {
    var values = values();
    values.put(name, value);
    return values;
  }

  private static String at(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "/console/models/catalogue?", ""));
  }
}

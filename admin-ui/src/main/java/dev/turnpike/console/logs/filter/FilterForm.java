package dev.turnpike.console.logs.filter;

import java.util.List;
import java.util.Map;

/**
 * What the filter's form offers.
 *
 * @param models names that callers may ask for
 * @param providers ids
 * @param keys names of API keys by id
 */
public record FilterForm(List<String> models, List<String> providers, Map<String, String> keys) {
  /** Shown at once, above the table. */
  static final List<FilterField> FIRST =
      List.of(FilterField.STATUS, FilterField.MODEL, FilterField.PROVIDER, FilterField.CUSTOMER);

  /** Behind "More filters". */
  static final List<FilterField> MORE =
      List.of(FilterField.values()).stream().filter(f -> !FIRST.contains(f)).toList();

  public List<FilterField> more() {
    return MORE;
  }
}

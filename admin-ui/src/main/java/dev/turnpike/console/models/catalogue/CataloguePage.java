package dev.turnpike.console.models.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of the catalogue.
 *
 * @param found how many match
 * @param all how many there are
 * @param at which page, from 1
 * @param before how many stand on earlier pages
 * @param providers id by name, for the choice
 * @param abilities capability by its words, for the choice
 * @param version of the catalogue that prices rest on
 */
public record CataloguePage(
    List<CatalogueRow> rows,
    int found,
    int all,
    int at,
    int last,
    int before,
    Map<String, String> providers,
    List<String> types,
    Map<String, String> abilities,
    String version) {
  public CataloguePage {
    rows = List.copyOf(rows);
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    types = List.copyOf(types);
    abilities = Collections.unmodifiableMap(new LinkedHashMap<>(abilities));
  }

  /** The number of the first row shown, from 1; 0 when none is. */
  public int first() {
    return rows.isEmpty() ? 0 : before + 1;
  }

  public int previous() {
    return at - 1;
  }

  public int next() {
    return at + 1;
  }

  public int until() {
    return before + rows.size();
  }
}

package dev.turnpike.console.shell;

import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of the form this request carries, filled by {@link FormFilter}; files are not read.
 */
@RequestScoped
public class Fields {
  private Map<String, List<String>> values = Map.of();

  void fill(Map<String, List<String>> sent) {
    values = new LinkedHashMap<>(sent);
  }

  /** The first value, blanks around it removed; empty when there is none. */
  public String one(String name) {
    return exact(name).strip();
  }

  /** The first value as it was sent, for passwords; empty when there is none. */
  public String exact(String name) {
    var found = values.getOrDefault(name, List.of());
    return found.isEmpty() ? "" : found.getFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public boolean ticked(String name) {
    return !all(name).isEmpty();
  }

  /** Everything sent, to show a refused form again. */
  public Map<String, List<String>> asMap() {
    return values;
  }
}

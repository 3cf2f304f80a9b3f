package dev.turnpike.console.shell;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An address of the console, put together from a path and the values of its query. Immutable. */
public final class Address {
  private final String path;
  private final Map<String, Set<String>> query;

  private Address(String path, Map<String, Set<String>> query) {
    this.path = path;
    this.query = query;
  }

  public static Address of(String path) {
    return new Address(path, Map.of());
  }

  /** One more value; an empty one changes nothing. */
  public Address with(String name, String value) {
    return value.isEmpty() ? this : with(name, List.of(value));
  }

  public Address with(String name, List<String> values) {
    var more = new LinkedHashMap<>(query);
    if (!values.isEmpty()) {
      var all = new LinkedHashSet<>(more.getOrDefault(name, Set.of()));
      all.addAll(values);
      more.put(name, all);
    }
    return new Address(path, more);
  }

  /** Without any value of this name. */
  public Address without(String name) {
    var less = new LinkedHashMap<>(query);
    less.remove(name);
    return new Address(path, less);
  }

  /** Without this one value. */
  public Address without(String name, String value) {
    var less = new LinkedHashMap<>(query);
    var left = new LinkedHashSet<>(query.getOrDefault(name, Set.of()));
    left.remove(value);
    if (left.isEmpty()) {
      less.remove(name);
    } else {
      less.put(name, left);
    }
    return new Address(path, less);
  }

  /** The same query at another path. */
  public Address at(String other) {
    return new Address(other, query);
  }

  @Override
  public String toString() {
    var text = new StringBuilder(path);
    var separator = '?';
    for (var entry : query.entrySet()) {
      for (var value : entry.getValue()) {
        text.append(separator)
            .append(Formats.inQuery(entry.getKey()))
            .append('=')
            .append(Formats.inQuery(value));
        separator = '&';
      }
    }
    return text.toString();
  }
}

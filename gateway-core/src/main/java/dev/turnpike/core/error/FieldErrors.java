package dev.turnpike.core.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages by field name, in the order the fields were checked. Field names are those of the wire
 * ({@code provider_id}, {@code extra_kwargs.base_url}), which the console maps to its inputs.
 */
public record FieldErrors(Map<String, List<String>> byField) {
  public FieldErrors {
    var copy = new LinkedHashMap<String, List<String>>();
    byField.forEach((field, messages) -> copy.put(field, List.copyOf(messages)));
    byField = Collections.unmodifiableMap(copy);
  }

  public static FieldErrors of(String field, String message) {
    return new FieldErrors(Map.of(field, List.of(message)));
  }

  public boolean isEmpty() {
    return byField.isEmpty();
  }

  /** Collects messages while input is checked; not thread-safe. */
  public static final class Builder {
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    public Builder add(String field, String message) {
      found.computeIfAbsent(field, f -> new ArrayList<>()).add(message);
      return this;
    }

    public boolean isEmpty() {
      return found.isEmpty();
    }

    public FieldErrors build() {
      return new FieldErrors(found);
    }
  }
}

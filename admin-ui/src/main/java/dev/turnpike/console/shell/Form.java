package dev.turnpike.console.shell;

import dev.turnpike.core.error.FieldErrors;
import java.util.List;
import java.util.Map;

/**
 * A form as it is shown: values by field name, and what is wrong with them. Field names are those
 * of the wire.
 */
public record Form(Map<String, List<String>> values, FieldErrors errors) {
  private static final FieldErrors NONE = new FieldErrors(Map.of());

  public static Form empty() {
    return new Form(Map.of(), NONE);
  }

  public static Form of(Map<String, String> values) {
    var lists = new java.util.LinkedHashMap<String, List<String>>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Form(lists, NONE);
  }

  /** What was typed, with what is wrong with it. */
  public static Form refused(Fields fields, FieldErrors errors) {
    return new Form(fields.asMap(), errors);
  }

  public String value(String name) {
    var found = values.getOrDefault(name, List.of());
    return found.isEmpty() ? "" : found.getFirst();
  }

  public boolean has(String name, String value) {
    return values.getOrDefault(name, List.of()).contains(value);
  }

  public boolean ticked(String name) {
    return values.containsKey(name);
  }

  public boolean wrong(String name) {
    return errors.byField().containsKey(name);
  }

  public List<String> messages(String name) {
    return errors.byField().getOrDefault(name, List.of());
  }

  /** Whether anything at all is wrong. */
  public boolean refused() {
    return !errors.isEmpty();
  }

  /** Whether any of the fields, separated by commas, is wrong: then their section stands open. */
  public boolean anyWrong(String names) {
    return java.util.Arrays.stream(names.split(",")).anyMatch(this::wrong);
  }
}

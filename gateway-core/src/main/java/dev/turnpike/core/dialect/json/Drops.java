package dev.turnpike.core.dialect.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.request.Tool;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what a conversion could not carry, by field name, once each, in the order met. Not
 * thread-safe.
 */
public final class Drops {
  private final Set<String> names = new LinkedHashSet<>();

  public void add(String name) {
    names.add(name);
  }

  /** Notes the name when there is something that is lost. */
  public void addIf(boolean lost, String name) {
    if (lost) {
      names.add(name);
    }
  }

  /** A tool of the provider's own goes to the dialect it came in; elsewhere it is noted. */
  public void restore(Tool.Hosted tool, DialectId target, ArrayNode into) {
    if (tool.origin() == target) {
      into.add(tool.json());
    } else {
      add("tools." + tool.name());
    }
  }

  /** Puts fields a dialect does not know back into a body of that dialect; else notes them. */
  public void restore(Extras extras, DialectId target, ObjectNode into) {
    if (extras.origin() == target) {
      extras.fields().properties().forEach(m -> into.putIfAbsent(m.getKey(), m.getValue()));
    } else {
      extras.fields().fieldNames().forEachRemaining(names::add);
    }
  }

  public List<String> list() {
    return List.copyOf(names);
  }
}

package dev.turnpike.core.dialect.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts members that are there into an object; what is absent leaves no trace. */
public final class Members {
  private final ObjectNode node;

  private Members(ObjectNode node) {
    this.node = node;
  }

  public static Members of(ObjectNode node) {
    return new Members(node);
  }

  public Members put(String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  public Members put(String name, @Nullable BigDecimal value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  public Members put(String name, @Nullable Integer value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  public Members put(String name, @Nullable Long value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  public Members put(String name, @Nullable Boolean value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  public Members put(String name, @Nullable JsonNode value) {
    if (value != null) {
      node.set(name, value);
    }
    return this;
  }

  public Members put(String name, List<String> values) {
    if (!values.isEmpty()) {
      var array = node.putArray(name);
      values.forEach(array::add);
    }
    return this;
  }
}

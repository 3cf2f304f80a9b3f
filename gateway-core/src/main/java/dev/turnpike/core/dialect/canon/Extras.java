package dev.turnpike.core.dialect.canon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;

/** Fields that a dialect's room does not know, kept for a provider of the same dialect. */
public record Extras(DialectId origin, ObjectNode fields) {
  public static final Extras NONE =
      new Extras(DialectId.OPENAI_CHAT, JsonNodeFactory.instance.objectNode());

  public boolean isEmpty() {
    return fields.isEmpty();
  }
}

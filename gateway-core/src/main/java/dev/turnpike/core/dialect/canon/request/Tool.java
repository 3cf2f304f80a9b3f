package dev.turnpike.core.dialect.canon.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import org.jspecify.annotations.Nullable;

/** Something the model may call. */
public sealed interface Tool {
  /** The caller's name for it. */
  String name();

  /**
   * A function the caller runs.
   *
   * @param parameters JSON Schema; absent when it takes none
   * @param strict whether arguments must follow the schema; absent when the caller did not say
   */
  record Function(
      String name,
      @Nullable String description,
      @Nullable ObjectNode parameters,
      @Nullable Boolean strict,
      @Nullable ObjectNode cache)
      implements Tool {
    public Function(String name, @Nullable String description, @Nullable ObjectNode parameters) {
      this(name, description, parameters, null, null);
    }
  }

  /**
   * A tool the provider runs (web search, code execution): opaque, and only for its own dialect.
   */
  record Hosted(DialectId origin, String name, ObjectNode json) implements Tool {}
}

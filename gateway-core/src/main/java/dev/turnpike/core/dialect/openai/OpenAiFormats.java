package dev.turnpike.core.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.RefusedException;
import org.jspecify.annotations.Nullable;

/** Structured output and reasoning effort, which both formats spell alike but nest differently. */
public final class OpenAiFormats {
  private OpenAiFormats() {}

  /**
   * The format in an object with a {@code type}; the schema's fields are in {@code schemaHolder}.
   */
  public static @Nullable Format readFormat(Fields holder, Fields schemaHolder) {
    return switch (holder.text("type", "text")) {
      case "text" -> null;
      case "json_object" -> new Format.AnyJson();
      case "json_schema" -> {
        var schema = schemaHolder.tree("schema");
        if (schema == null) {
          throw schemaHolder.missing("schema");
        }
        yield new Format.Schema(
            schemaHolder.text("name", "answer"),
            schemaHolder.text("description"),
            schema,
            schemaHolder.flag("strict"));
      }
      default -> throw holder.wrong("type", "text, json_object or json_schema");
    };
  }

  /** Puts the members of a schema format. */
  public static void writeSchema(Format.Schema format, ObjectNode into) {
    into.put("name", format.name());
    if (format.description() != null) {
      into.put("description", format.description());
    }
    into.set("schema", format.schema());
    if (format.strict() != null) {
      into.put("strict", format.strict());
    }
  }

  public static Thinking.Effort effort(String path, String word) {
    return Thinking.Effort.ofWire(word)
        .orElseThrow(
            () ->
                RefusedException.invalid(
                    path, path + " must be none, minimal, low, medium, high, xhigh or max."));
  }
}

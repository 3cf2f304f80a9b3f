package dev.turnpike.core.dialect.gemini.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.canon.request.ToolChoice;
import dev.turnpike.core.dialect.canon.request.Tooling;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code tools} and {@code toolConfig}. */
final class GeminiTools {
  private GeminiTools() {}

  static Tooling read(Fields fields) {
    var tools = new ArrayList<Tool>();
    for (var tool : fields.objects("tools")) {
      for (var function : tool.objects("functionDeclarations")) {
        tools.add(function(function));
      }
      tool.rest()
          .properties()
          .forEach(
              hosted -> {
                var json = Json.object();
                json.set(hosted.getKey(), hosted.getValue());
                tools.add(new Tool.Hosted(DialectId.GEMINI_GENERATE, hosted.getKey(), json));
              });
    }
    var config = fields.object("toolConfig");
    var calling = config == null ? null : config.object("functionCallingConfig");
    return new Tooling(tools, calling == null ? null : choice(calling), null);
  }

  private static Tool function(Fields function) {
    var schema = function.tree("parametersJsonSchema");
    var own = function.tree("parameters");
    if (schema == null && own != null) {
      schema = GeminiSchema.toJsonSchema(own);
    }
    return new Tool.Function(function.requiredText("name"), function.text("description"), schema);
  }

  private static @Nullable ToolChoice choice(Fields calling) {
    List<String> names = calling.texts("allowedFunctionNames");
    return switch (calling.text("mode", "AUTO").toUpperCase(Locale.ROOT)) {
      case "AUTO", "MODE_UNSPECIFIED" -> new ToolChoice.Auto();
      case "NONE" -> new ToolChoice.None();
      case "VALIDATED" ->
          names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.Allowed(names, false);
      case "ANY" ->
          switch (names.size()) {
            case 0 -> new ToolChoice.Required();
            case 1 -> new ToolChoice.Named(names.getFirst());
            default -> new ToolChoice.Allowed(names, true);
          };
      default -> throw calling.wrong("mode", "AUTO, ANY, NONE or VALIDATED");
    };
  }

  static void write(Tooling tooling, ObjectNode body, Drops drops) {
    var tools = Json.array();
    var functions = Json.array();
    boolean strict = false;
    for (var tool : tooling.tools()) {
      switch (tool) {
        case Tool.Function function -> {
          strict |= Boolean.TRUE.equals(function.strict());
          drops.addIf(function.cache() != null, "cache_control");
          function(function, functions);
        }
        case Tool.Hosted hosted -> {
          if (hosted.origin() == DialectId.GEMINI_GENERATE) {
            tools.add(hosted.json());
          } else {
            drops.add("tools." + hosted.name());
          }
        }
      }
    }
    if (!functions.isEmpty()) {
      tools.addObject().set("functionDeclarations", functions);
    } else if (tooling.mustCall()) {
      throw RefusedException.noToolWorks();
    }
    if (!tools.isEmpty()) {
      body.set("tools", tools);
      drops.addIf(Boolean.FALSE.equals(tooling.parallel()), "parallel_tool_calls");
      choice(tooling.choice(), strict, body);
    }
  }

  private static void function(Tool.Function function, ArrayNode functions) {
    Members.of(functions.addObject())
        .put("name", function.name())
        .put("description", function.description())
        .put("parametersJsonSchema", function.parameters());
  }

  /** Strict schemas are what mode {@code VALIDATED} promises; {@code ANY} holds to them, too. */
  private static void choice(@Nullable ToolChoice choice, boolean strict, ObjectNode body) {
    if (choice == null && !strict) {
      return;
    }
    var calling = body.putObject("toolConfig").putObject("functionCallingConfig");
    var free = strict ? "VALIDATED" : "AUTO";
    switch (choice) {
      case null -> calling.put("mode", free);
      case ToolChoice.Auto() -> calling.put("mode", free);
      case ToolChoice.None() -> calling.put("mode", "NONE");
      case ToolChoice.Required() -> calling.put("mode", "ANY");
      case ToolChoice.Named(var name) ->
          calling.put("mode", "ANY").putArray("allowedFunctionNames").add(name);
      case ToolChoice.Allowed allowed -> {
        var names =
            calling
                .put("mode", allowed.required() ? "ANY" : "VALIDATED")
                .putArray("allowedFunctionNames");
        allowed.names().forEach(names::add);
      }
    }
  }
}

package dev.turnpike.core.dialect.anthropic.request;

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
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code tools} and {@code tool_choice}. */
final class AnthropicTools {
  private AnthropicTools() {}

  static Tooling read(Fields fields) {
    var tools = new ArrayList<Tool>();
    for (var tool : fields.objects("tools")) {
      if (tool.text("type", "custom").equals("custom")) {
        tools.add(
            new Tool.Function(
                tool.requiredText("name"),
                tool.text("description"),
                tool.tree("input_schema"),
                tool.flag("strict"),
                tool.tree("cache_control")));
      } else {
        tools.add(
            new Tool.Hosted(
                DialectId.ANTHROPIC_MESSAGES,
                tool.text("name", tool.text("type", "")),
                tool.node()));
      }
    }
    var choice = fields.object("tool_choice");
    if (choice == null) {
      return new Tooling(tools, null, null);
    }
    var disabled = choice.flag("disable_parallel_tool_use");
    return new Tooling(tools, choice(choice), disabled == null ? null : !disabled);
  }

  private static ToolChoice choice(Fields choice) {
    return switch (choice.requiredText("type")) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" -> new ToolChoice.Named(choice.requiredText("name"));
      default -> throw choice.wrong("type", "auto, any, tool or none");
    };
  }

  static void write(Tooling tooling, ObjectNode body, Drops drops) {
    var tools = Json.array();
    for (var tool : tooling.tools()) {
      switch (tool) {
        case Tool.Function function -> {
          if (allowed(tooling.choice(), function.name())) {
            function(function, tools);
          }
        }
        case Tool.Hosted hosted -> drops.restore(hosted, DialectId.ANTHROPIC_MESSAGES, tools);
      }
    }
    if (tools.isEmpty()) {
      if (tooling.mustCall()) {
        throw RefusedException.noToolWorks();
      }
      return;
    }
    body.set("tools", tools);
    writeChoice(tooling, body);
  }

  /** A choice among some tools is said by offering only those. */
  private static boolean allowed(@Nullable ToolChoice choice, String name) {
    return !(choice instanceof ToolChoice.Allowed allowed) || allowed.names().contains(name);
  }

  private static void function(Tool.Function function, ArrayNode tools) {
    var schema = function.parameters();
    if (schema == null || schema.isEmpty()) {
      schema = Json.object().put("type", "object");
      schema.putObject("properties");
    }
    Members.of(tools.addObject())
        .put("name", function.name())
        .put("description", function.description())
        .put("input_schema", schema)
        .put("strict", Boolean.TRUE.equals(function.strict()) ? Boolean.TRUE : null)
        .put("cache_control", function.cache());
  }

  private static void writeChoice(Tooling tooling, ObjectNode body) {
    boolean single = Boolean.FALSE.equals(tooling.parallel());
    if (tooling.choice() == null && !single) {
      return;
    }
    var choice = body.putObject("tool_choice");
    switch (tooling.choice()) {
      case null -> choice.put("type", "auto");
      case ToolChoice.Auto() -> choice.put("type", "auto");
      case ToolChoice.None() -> choice.put("type", "none");
      case ToolChoice.Required() -> choice.put("type", "any");
      case ToolChoice.Named(var name) -> choice.put("type", "tool").put("name", name);
      case ToolChoice.Allowed a -> choice.put("type", a.required() ? "any" : "auto");
    }
    if (single && !(tooling.choice() instanceof ToolChoice.None)) {
      choice.put("disable_parallel_tool_use", true);
    }
  }
}

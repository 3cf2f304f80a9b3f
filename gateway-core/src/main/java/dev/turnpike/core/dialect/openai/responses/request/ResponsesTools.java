package dev.turnpike.core.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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

/** Reads and writes {@code tools} and {@code tool_choice}, which are flat here. */
public final class ResponsesTools {
  private ResponsesTools() {}

  static Tooling read(Fields fields) {
    var tools = new ArrayList<Tool>();
    for (var tool : fields.objects("tools")) {
      var type = tool.requiredText("type");
      if (type.equals("function")) {
        tools.add(
            new Tool.Function(
                tool.requiredText("name"),
                tool.text("description"),
                tool.tree("parameters"),
                tool.flag("strict"),
                null));
      } else {
        tools.add(
            new Tool.Hosted(DialectId.OPENAI_RESPONSES, tool.text("name", type), tool.node()));
      }
    }
    return new Tooling(tools, choice(fields), fields.flag("parallel_tool_calls"));
  }

  private static @Nullable ToolChoice choice(Fields fields) {
    var node = fields.take("tool_choice");
    if (node == null) {
      return null;
    }
    if (node.isTextual()) {
      return switch (node.textValue()) {
        case "auto" -> new ToolChoice.Auto();
        case "none" -> new ToolChoice.None();
        case "required" -> new ToolChoice.Required();
        default -> throw fields.wrong("tool_choice", "none, auto, required or an object");
      };
    }
    var choice = Fields.of(node, "tool_choice");
    var type = choice.requiredText("type");
    return switch (type) {
      case "function", "custom" -> new ToolChoice.Named(choice.requiredText("name"));
      case "allowed_tools" -> {
        var names = new ArrayList<String>();
        for (var tool : choice.objects("tools")) {
          names.add(tool.text("name", tool.text("type", "")));
        }
        yield new ToolChoice.Allowed(names, choice.text("mode", "auto").equals("required"));
      }
      default -> new ToolChoice.Named(type);
    };
  }

  static void write(Tooling tooling, ObjectNode body, Drops drops) {
    var tools = Json.array();
    for (var tool : tooling.tools()) {
      switch (tool) {
        case Tool.Function function -> {
          drops.addIf(function.cache() != null, "cache_control");
          tools.add(function(function));
        }
        case Tool.Hosted hosted -> drops.restore(hosted, DialectId.OPENAI_RESPONSES, tools);
      }
    }
    if (tools.isEmpty()) {
      if (tooling.mustCall()) {
        throw RefusedException.noToolWorks();
      }
      return;
    }
    body.set("tools", tools);
    Members.of(body).put("parallel_tool_calls", tooling.parallel());
    if (tooling.choice() != null) {
      body.set("tool_choice", choice(tooling.choice()));
    }
  }

  private static ObjectNode function(Tool.Function function) {
    var tool = Json.object().put("type", "function").put("name", function.name());
    Members.of(tool).put("description", function.description());
    tool.set("parameters", function.parameters());
    // Absent means true here and false in every other format.
    return tool.put("strict", Boolean.TRUE.equals(function.strict()));
  }

  private static JsonNode choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto() -> TextNode.valueOf("auto");
      case ToolChoice.None() -> TextNode.valueOf("none");
      case ToolChoice.Required() -> TextNode.valueOf("required");
      case ToolChoice.Named(var name) -> Json.object().put("type", "function").put("name", name);
      case ToolChoice.Allowed allowed -> {
        var node = Json.object().put("type", "allowed_tools");
        node.put("mode", allowed.required() ? "required" : "auto");
        var list = node.putArray("tools");
        allowed.names().forEach(n -> list.addObject().put("type", "function").put("name", n));
        yield node;
      }
    };
  }

  /** All tools as an answer repeats them; other dialects' own are left out. */
  public static void echo(Tooling tooling, ObjectNode response) {
    var tools = response.putArray("tools");
    for (var tool : tooling.tools()) {
      switch (tool) {
        case Tool.Function function -> tools.add(function(function));
        case Tool.Hosted hosted -> {
          if (hosted.origin() == DialectId.OPENAI_RESPONSES) {
            tools.add(hosted.json());
          }
        }
      }
    }
    response.set(
        "tool_choice",
        tooling.choice() == null ? TextNode.valueOf("auto") : choice(tooling.choice()));
    response.put("parallel_tool_calls", !Boolean.FALSE.equals(tooling.parallel()));
  }
}

package dev.turnpike.core.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.canon.request.ToolChoice;
import dev.turnpike.core.dialect.canon.request.Tooling;
import dev.turnpike.core.dialect.json.Fields;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tools}, {@code tool_choice} and their older forms {@code functions, function_call}.
 */
final class ChatToolsReader {
  private ChatToolsReader() {}

  static Tooling read(Fields fields) {
    var tools = new ArrayList<Tool>();
    for (var tool : fields.objects("tools")) {
      tools.add(tool(tool));
    }
    for (var function : fields.objects("functions")) {
      tools.add(function(function, null));
    }
    var choice = choice(fields, "tool_choice");
    if (choice == null) {
      choice = choice(fields, "function_call");
    }
    return new Tooling(tools, choice, fields.flag("parallel_tool_calls"));
  }

  private static Tool tool(Fields tool) {
    var type = tool.text("type", "function");
    if (type.equals("function")) {
      return function(tool.requiredObject("function"), tool);
    }
    return new Tool.Hosted(DialectId.OPENAI_CHAT, type, tool.node());
  }

  private static Tool function(Fields function, @Nullable Fields holder) {
    return new Tool.Function(
        function.requiredText("name"),
        function.text("description"),
        function.tree("parameters"),
        function.flag("strict"),
        holder == null ? null : holder.tree("cache_control"));
  }

  private static @Nullable ToolChoice choice(Fields fields, String name) {
    var node = fields.take(name);
    if (node == null) {
      return null;
    }
    if (node.isTextual()) {
      return switch (node.textValue()) {
        case "auto" -> new ToolChoice.Auto();
        case "none" -> new ToolChoice.None();
        case "required", "any" -> new ToolChoice.Required();
        default -> throw fields.wrong(name, "none, auto, required or an object");
      };
    }
    return object(Fields.of(node, name));
  }

  private static ToolChoice object(Fields choice) {
    return switch (choice.text("type", "function")) {
      case "function" ->
          new ToolChoice.Named(
              choice.has("name")
                  ? choice.requiredText("name")
                  : choice.requiredObject("function").requiredText("name"));
      case "custom" -> new ToolChoice.Named(choice.requiredObject("custom").requiredText("name"));
      case "allowed_tools" -> allowed(choice.requiredObject("allowed_tools"));
      default -> throw choice.wrong("type", "function, custom or allowed_tools");
    };
  }

  private static ToolChoice allowed(Fields allowed) {
    var names = new ArrayList<String>();
    for (var tool : allowed.objects("tools")) {
      JsonNode function = tool.node().path(tool.text("type", "function"));
      names.add(function.path("name").asText(tool.text("name", "")));
    }
    return new ToolChoice.Allowed(names, allowed.text("mode", "auto").equals("required"));
  }
}

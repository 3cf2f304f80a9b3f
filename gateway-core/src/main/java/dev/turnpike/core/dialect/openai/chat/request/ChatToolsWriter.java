package dev.turnpike.core.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.canon.request.ToolChoice;
import dev.turnpike.core.dialect.canon.request.Tooling;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;

/** Writes {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
final class ChatToolsWriter {
  private ChatToolsWriter() {}

  static void write(Tooling tooling, ObjectNode body, Target target, Drops drops) {
    var tools = Json.array();
    for (var tool : tooling.tools()) {
      switch (tool) {
        case Tool.Function function -> tools.add(function(function, drops));
        case Tool.Hosted hosted -> drops.restore(hosted, DialectId.OPENAI_CHAT, tools);
      }
    }
    if (tools.isEmpty()) {
      if (tooling.mustCall()) {
        throw RefusedException.noToolWorks();
      }
      return;
    }
    body.set("tools", tools);
    if (target.has(Quirk.NO_PARALLEL_TOOL_CALLS)) {
      drops.addIf(Boolean.FALSE.equals(tooling.parallel()), "parallel_tool_calls");
    } else {
      Members.of(body).put("parallel_tool_calls", tooling.parallel());
    }
    choice(tooling, body);
  }

  private static ObjectNode function(Tool.Function function, Drops drops) {
    var tool = Json.object().put("type", "function");
    Members.of(tool.putObject("function"))
        .put("name", function.name())
        .put("description", function.description())
        .put("parameters", function.parameters())
        .put("strict", function.strict());
    drops.addIf(function.cache() != null, "cache_control");
    return tool;
  }

  private static void choice(Tooling tooling, ObjectNode body) {
    switch (tooling.choice()) {
      case null -> {}
      case ToolChoice.Auto() -> body.put("tool_choice", "auto");
      case ToolChoice.None() -> body.put("tool_choice", "none");
      case ToolChoice.Required() -> body.put("tool_choice", "required");
      case ToolChoice.Named(var name) ->
          body.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", name);
      case ToolChoice.Allowed allowed -> {
        var choice = body.putObject("tool_choice").put("type", "allowed_tools");
        var node = choice.putObject("allowed_tools");
        node.put("mode", allowed.required() ? "required" : "auto");
        var list = node.putArray("tools");
        for (var name : allowed.names()) {
          list.addObject().put("type", "function").putObject("function").put("name", name);
        }
      }
    }
  }
}

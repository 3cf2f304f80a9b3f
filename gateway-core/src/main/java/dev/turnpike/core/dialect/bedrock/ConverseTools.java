package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.canon.request.ToolChoice;
import dev.turnpike.core.dialect.canon.request.Tooling;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes {@code toolConfig}. The vendor demands it wherever the conversation holds a call, and has
 * no word for "call none".
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html">
 *     ToolConfiguration</a> (read 2026-11-22)
 */
final class ConverseTools {
  private ConverseTools() {}

  static void write(ChatRequest request, ObjectNode body, Drops drops) {
    var tooling = request.tooling();
    var called = called(request);
    boolean none = tooling.choice() instanceof ToolChoice.None;
    if (none && called.isEmpty()) {
      return;
    }
    var tools = Json.array();
    for (var tool : tooling.tools()) {
      switch (tool) {
        case Tool.Function function -> {
          if (isAllowed(tooling, function.name())) {
            function(function, tools, drops);
          }
        }
        case Tool.Hosted hosted -> drops.add("tools." + hosted.name());
      }
    }
    if (tools.isEmpty() && tooling.mustCall()) {
      throw RefusedException.noToolWorks();
    }
    if (tools.isEmpty()) {
      // A conversation that holds calls is refused without a description of the tools.
      called.forEach(name -> function(new Tool.Function(name, null, null), tools, drops));
    }
    if (tools.isEmpty()) {
      return;
    }
    var config = body.putObject("toolConfig");
    config.set("tools", tools);
    drops.addIf(none && !tooling.tools().isEmpty(), "tool_choice");
    drops.addIf(Boolean.FALSE.equals(tooling.parallel()), "parallel_tool_calls");
    choice(tooling, config);
  }

  /** Names of the tools that were called so far. */
  private static Set<String> called(ChatRequest request) {
    var names = new LinkedHashSet<String>();
    for (var message : request.messages()) {
      for (var block : message.blocks()) {
        if (block instanceof Block.ToolUse use) {
          names.add(use.name());
        }
      }
    }
    return names;
  }

  /** A choice among some tools is said by offering only those. */
  private static boolean isAllowed(Tooling tooling, String name) {
    return !(tooling.choice() instanceof ToolChoice.Allowed allowed)
        || allowed.names().contains(name);
  }

  private static void function(Tool.Function function, ArrayNode tools, Drops drops) {
    var schema = function.parameters();
    if (schema == null || schema.isEmpty()) {
      schema = Json.object().put("type", "object");
      schema.putObject("properties");
    }
    var spec = tools.addObject().putObject("toolSpec");
    var description = function.description();
    Members.of(spec)
        .put("name", function.name())
        .put("description", description == null || description.isEmpty() ? null : description)
        .put("strict", Boolean.TRUE.equals(function.strict()) ? Boolean.TRUE : null);
    spec.putObject("inputSchema").set("json", schema);
    ConverseBlockWriter.cachePoint(function.cache(), tools);
  }

  private static void choice(Tooling tooling, ObjectNode config) {
    switch (tooling.choice()) {
      case null -> {}
      case ToolChoice.Auto() -> config.putObject("toolChoice").putObject("auto");
      case ToolChoice.None() -> {}
      case ToolChoice.Required() -> config.putObject("toolChoice").putObject("any");
      case ToolChoice.Named(var name) ->
          config.putObject("toolChoice").putObject("tool").put("name", name);
      case ToolChoice.Allowed a ->
          config.putObject("toolChoice").putObject(a.required() ? "any" : "auto");
    }
  }
}

package dev.turnpike.core.dialect.openai.chat.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.openai.OpenAiSeals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the messages of a request, in order; remembers the names of tools by the ids of calls. */
public final class ChatMessageReader {
  private final Drops drops;
  private final Map<String, String> toolNames = new HashMap<>();
  private String lastLegacyCall = "";

  public ChatMessageReader(Drops drops) {
    this.drops = drops;
  }

  public void read(Fields message, List<Message> into) {
    var role = message.requiredText("role");
    switch (role) {
      case "system" -> into.add(plain(Role.SYSTEM, message));
      case "developer" -> into.add(plain(Role.DEVELOPER, message));
      case "user" -> into.add(plain(Role.USER, message));
      case "assistant" -> into.add(assistant(message));
      case "tool" -> addResult(toolResult(message), into);
      case "function" -> addResult(functionResult(message), into);
      default ->
          throw message.wrong("role", "system, developer, user, assistant, tool or function");
    }
  }

  /** Results of one turn stand in one message, as the other dialects have them. */
  private static void addResult(Block.ToolResult result, List<Message> into) {
    if (!into.isEmpty() && into.getLast().role() == Role.TOOL) {
      var blocks = new ArrayList<>(into.getLast().blocks());
      blocks.add(result);
      into.set(into.size() - 1, new Message(Role.TOOL, blocks));
    } else {
      into.add(new Message(Role.TOOL, List.of(result)));
    }
  }

  private Message plain(Role role, Fields message) {
    if (!message.has("content")) {
      throw message.missing("content");
    }
    var blocks = ChatPartReader.content(message);
    return new Message(role, blocks, message.text("name"), rest(message));
  }

  private Message assistant(Fields message) {
    var blocks = new ArrayList<Block>(OpenAiSeals.read(message.node()));
    for (var known :
        new String[] {"reasoning_details", "reasoning_content", "reasoning", "annotations"}) {
      message.take(known);
    }
    if (message.has("content")) {
      blocks.addAll(ChatPartReader.content(message));
    }
    var refusal = message.text("refusal");
    if (refusal != null && !refusal.isEmpty()) {
      blocks.add(new Block.Refusal(refusal));
    }
    drops.addIf(message.has("audio"), message.path("audio"));
    message.take("audio");
    calls(message, blocks);
    return new Message(Role.ASSISTANT, blocks, message.text("name"), rest(message));
  }

  private void calls(Fields message, List<Block> blocks) {
    for (var call : message.objects("tool_calls")) {
      if (!call.text("type", "function").equals("function")) {
        blocks.add(new Block.Opaque(DialectId.OPENAI_CHAT, call.requiredText("type"), call.node()));
        continue;
      }
      var function = call.requiredObject("function");
      var id = call.requiredText("id");
      var name = function.requiredText("name");
      toolNames.put(id, name);
      var seal = OpenAiSeals.readOfCall(call.node());
      if (seal != null && blocks.stream().noneMatch(b -> isSealed(b, seal.value()))) {
        blocks.add(new Block.Reasoning("", seal));
      }
      blocks.add(new Block.ToolUse(id, name, arguments(function), call.tree("cache_control")));
    }
    var legacy = message.object("function_call");
    if (legacy != null) {
      lastLegacyCall = "call_" + blocks.size() + "_" + legacy.requiredText("name");
      blocks.add(new Block.ToolUse(lastLegacyCall, legacy.requiredText("name"), arguments(legacy)));
    }
  }

  private static boolean isSealed(Block block, String value) {
    return block instanceof Block.Reasoning(var text, var seal)
        && seal != null
        && seal.value().equals(value);
  }

  /** A string by the book; some clients send the object itself. */
  private static String arguments(Fields function) {
    JsonNode arguments = function.take("arguments");
    if (arguments == null) {
      return "";
    }
    return arguments.isTextual() ? arguments.textValue() : arguments.toString();
  }

  private Block.ToolResult toolResult(Fields message) {
    var id = message.requiredText("tool_call_id");
    var content = message.has("content") ? ChatPartReader.content(message) : List.<Block>of();
    return new Block.ToolResult(
        id,
        message.text("name", toolNames.getOrDefault(id, "")),
        content,
        false,
        message.tree("cache_control"));
  }

  private Block.ToolResult functionResult(Fields message) {
    return new Block.ToolResult(
        lastLegacyCall, message.requiredText("name"), ChatPartReader.content(message), false);
  }

  private static Extras rest(Fields message) {
    var rest = message.rest();
    return rest.isEmpty() ? Extras.NONE : new Extras(DialectId.OPENAI_CHAT, rest);
  }
}

package dev.turnpike.core.dialect.openai.responses.content;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.contract.ItemMemory;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the items of {@code input}. What the model said stands in several items here (reasoning,
 * message, calls) and becomes one message.
 */
public final class ResponsesItemReader {
  private final ItemMemory items;
  private final Drops drops;
  private final Map<String, String> toolNames = new HashMap<>();

  public ResponsesItemReader(ItemMemory items, Drops drops) {
    this.items = items;
    this.drops = drops;
  }

  public void read(Fields item, List<Message> into) {
    switch (item.text("type", "message")) {
      case "message" -> message(item, into);
      case "function_call" -> {
        var id = item.requiredText("call_id");
        var name = item.requiredText("name");
        toolNames.put(id, name);
        said(new Block.ToolUse(id, name, item.text("arguments", "")), into);
      }
      case "function_call_output" -> result(item, into);
      case "reasoning" -> said(ResponsesReasoning.read(item.node()), into);
      case "item_reference" -> reference(item, into);
      default ->
          said(
              new Block.Opaque(DialectId.OPENAI_RESPONSES, item.requiredText("type"), item.node()),
              into);
    }
  }

  private void message(Fields item, List<Message> into) {
    var role = item.requiredText("role");
    var blocks = ResponsesPartReader.content(item, "content");
    switch (role) {
      case "system" -> into.add(new Message(Role.SYSTEM, blocks));
      case "developer" -> into.add(new Message(Role.DEVELOPER, blocks));
      case "user" -> into.add(new Message(Role.USER, blocks));
      case "assistant" -> blocks.forEach(block -> said(block, into));
      default -> throw item.wrong("role", "system, developer, user or assistant");
    }
  }

  private static void said(Block block, List<Message> into) {
    add(Role.ASSISTANT, block, into);
  }

  private static void add(Role role, Block block, List<Message> into) {
    if (!into.isEmpty() && into.getLast().role() == role) {
      var blocks = new ArrayList<>(into.getLast().blocks());
      blocks.add(block);
      into.set(into.size() - 1, new Message(role, blocks, null, Extras.NONE));
    } else {
      into.add(new Message(role, List.of(block)));
    }
  }

  private void result(Fields item, List<Message> into) {
    var id = item.requiredText("call_id");
    var content = ResponsesPartReader.content(item, "output");
    add(Role.TOOL, new Block.ToolResult(id, toolNames.getOrDefault(id, ""), content, false), into);
  }

  private void reference(Fields item, List<Message> into) {
    var id = item.requiredText("id");
    var known = items.find(id);
    if (known != null) {
      read(Fields.of(known, item.path()), into);
    } else if (id.startsWith("rs_")) {
      // Without its reasoning the model still has the conversation.
      drops.add("input.item_reference");
    } else {
      throw RefusedException.unsupported(
          item.path("id"),
          "The item "
              + id
              + " is not kept here any more: send the item itself. Clients do so with store:"
              + " false.");
    }
  }
}

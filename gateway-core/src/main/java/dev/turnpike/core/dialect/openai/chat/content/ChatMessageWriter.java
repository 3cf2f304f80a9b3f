package dev.turnpike.core.dialect.openai.chat.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiSeals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a request. */
public final class ChatMessageWriter {
  private final Target target;
  private final Drops drops;
  private final ArrayNode messages = Json.array();

  public ChatMessageWriter(Target target, Drops drops) {
    this.target = target;
    this.drops = drops;
  }

  public ArrayNode write(List<Message> source) {
    source.forEach(this::message);
    return messages;
  }

  private void message(Message message) {
    switch (message.role()) {
      case SYSTEM -> plain("system", message);
      case DEVELOPER ->
          plain(target.has(Quirk.DEVELOPER_AS_SYSTEM) ? "system" : "developer", message);
      case USER -> plain("user", message);
      case ASSISTANT -> assistant(message);
      case TOOL -> results(message);
    }
  }

  private ObjectNode open(String role, Message message) {
    var node = messages.addObject().put("role", role);
    if (message.name() != null) {
      node.put("name", message.name());
    }
    drops.restore(message.extras(), DialectId.OPENAI_CHAT, node);
    return node;
  }

  private void plain(String role, Message message) {
    open(role, message).set("content", ChatPartWriter.content(message.blocks(), drops));
  }

  private void assistant(Message message) {
    var node = open("assistant", message);
    var text = new StringBuilder();
    var refusal = new StringBuilder();
    var calls = Json.array();
    var reasoning = new ArrayList<Block.Reasoning>();
    Seal ofNext = null;
    for (var block : message.blocks()) {
      switch (block) {
        case Block.Text t -> {
          text.append(t.text());
          drops.addIf(t.cache() != null, "cache_control");
          drops.addIf(!t.citations().isEmpty(), "messages.citations");
        }
        case Block.Refusal r -> refusal.append(r.text());
        case Block.ToolUse use -> calls.add(call(use, ofNext));
        case Block.Reasoning r -> reasoning.add(r);
        case Block.Opaque opaque -> opaque(opaque, calls);
        case Block.Media media ->
            drops.add("messages." + media.kind().name().toLowerCase(Locale.ROOT));
        case Block.ToolResult result -> results(new Message(Message.Role.TOOL, List.of(result)));
      }
      ofNext = block instanceof Block.Reasoning r ? googleSeal(r) : null;
    }
    reasoning(reasoning, node);
    if (text.isEmpty()) {
      node.putNull("content");
    } else {
      node.put("content", text.toString());
    }
    if (!refusal.isEmpty()) {
      node.put("refusal", refusal.toString());
    } else if (text.isEmpty() && calls.isEmpty()) {
      // Without calls or refusal a null content is refused.
      node.put("content", "");
    }
    if (!calls.isEmpty()) {
      node.set("tool_calls", calls);
    }
  }

  private static @Nullable Seal googleSeal(Block.Reasoning reasoning) {
    var seal = reasoning.seal();
    return seal != null && seal.origin() == DialectId.GEMINI_GENERATE ? seal : null;
  }

  private ObjectNode call(Block.ToolUse use, @Nullable Seal seal) {
    var call = Json.object().put("id", use.id()).put("type", "function");
    call.putObject("function")
        .put("name", use.name())
        .put("arguments", use.arguments().isEmpty() ? "{}" : use.arguments());
    drops.addIf(use.cache() != null, "cache_control");
    if (seal != null) {
      OpenAiSeals.writeOnCall(seal, call);
    }
    return call;
  }

  private void opaque(Block.Opaque opaque, ArrayNode calls) {
    if (opaque.origin() == DialectId.OPENAI_CHAT) {
      calls.add(opaque.json());
    } else {
      drops.add("messages." + opaque.type());
    }
  }

  private void reasoning(List<Block.Reasoning> blocks, ObjectNode node) {
    if (blocks.isEmpty()) {
      return;
    }
    if (!target.has(Quirk.REASONING_IN_HISTORY)) {
      // Groq and others refuse members they do not know; what Google signed rides on the call.
      drops.addIf(
          blocks.stream().anyMatch(b -> !b.text().isEmpty() || googleSeal(b) == null),
          "messages.reasoning");
      return;
    }
    var text = new StringBuilder();
    var details = Json.array();
    for (var block : blocks) {
      text.append(block.text());
      if (block.seal() != null) {
        OpenAiSeals.write(block, details);
      }
    }
    if (!text.isEmpty()) {
      node.put("reasoning_content", text.toString());
    }
    if (!details.isEmpty()) {
      node.set("reasoning_details", details);
    }
  }

  /** One message per result. Media follow in a user message: results hold text only. */
  private void results(Message message) {
    var media = new ArrayList<Block>();
    for (var block : message.blocks()) {
      if (block instanceof Block.ToolResult result) {
        var text = new ArrayList<Block>();
        for (var part : result.content()) {
          (part instanceof Block.Media ? media : text).add(part);
        }
        drops.addIf(result.error(), "messages.is_error");
        drops.addIf(result.cache() != null, "cache_control");
        messages
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", result.toolUseId())
            .set("content", ChatPartWriter.content(text, drops));
      }
    }
    if (!media.isEmpty()) {
      media.addFirst(new Block.Text("The tool's result holds this:"));
      plain("user", new Message(Message.Role.USER, media));
    }
  }
}

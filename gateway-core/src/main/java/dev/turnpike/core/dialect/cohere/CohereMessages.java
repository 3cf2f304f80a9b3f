package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the conversation; documents of plain text go beside it, where the vendor cites them. */
final class CohereMessages {
  private final ObjectNode body;
  private final Drops drops;
  private final ArrayNode messages;

  CohereMessages(ObjectNode body, Drops drops) {
    this.body = body;
    this.drops = drops;
    this.messages = body.putArray("messages");
  }

  void write(List<Message> conversation) {
    for (var message : conversation) {
      drops.addIf(message.name() != null, "messages.name");
      drops.addIf(!message.extras().isEmpty(), "messages.extra_fields");
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> said("system", message);
        case USER -> said("user", message);
        case ASSISTANT -> answered(message);
        case TOOL -> message.blocks().forEach(this::returned);
      }
    }
  }

  private void said(String role, Message message) {
    // Anthropic's callers put results of tools into the user's turn.
    message.blocks().stream().filter(Block.ToolResult.class::isInstance).forEach(this::returned);
    var parts = Json.array();
    for (var block : message.blocks()) {
      switch (block) {
        case Block.Text text -> text(text, parts);
        case Block.Media media -> media(media, parts);
        case Block.Refusal refusal -> text(new Block.Text(refusal.text()), parts);
        case Block.ToolResult result -> {}
        case Block.ToolUse use -> drops.add("messages.tool_use");
        case Block.Reasoning reasoning -> drops.add("messages.reasoning");
        case Block.Opaque opaque -> drops.add("messages." + opaque.type());
      }
    }
    put(role, parts);
  }

  private void put(String role, ArrayNode parts) {
    if (parts.size() == 1 && parts.path(0).has("text")) {
      messages.addObject().put("role", role).set("content", parts.path(0).get("text"));
    } else if (!parts.isEmpty()) {
      messages.addObject().put("role", role).set("content", parts);
    }
  }

  private void text(Block.Text text, ArrayNode parts) {
    drops.addIf(text.cache() != null, "messages.cache_control");
    drops.addIf(!text.citations().isEmpty(), "messages.citations");
    if (!text.text().isEmpty()) {
      parts.addObject().put("type", "text").put("text", text.text());
    }
  }

  private void media(Block.Media media, ArrayNode parts) {
    if (media.kind() == Block.Media.Kind.DOCUMENT
        && media.source() instanceof MediaSource.PlainText(var text)) {
      var data = body.withArray("documents").addObject().putObject("data").put("text", text);
      if (media.name() != null) {
        data.put("title", media.name());
      }
      return;
    }
    var url =
        switch (media.source()) {
          case MediaSource.Inline inline -> inline.dataUrl();
          case MediaSource.Link(var link, var type) -> link;
          case MediaSource.Uploaded uploaded -> "";
          case MediaSource.PlainText plain -> "";
        };
    if (media.kind() != Block.Media.Kind.IMAGE || url.isEmpty()) {
      throw RefusedException.unsupported(
          "messages.content",
          "The provider's format (Cohere chat) takes text, images and documents of plain text, not"
              + " this "
              + media.kind().name().toLowerCase(Locale.ROOT)
              + ".");
    }
    var image = parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    if (media.detail() != null) {
      image.put("detail", media.detail());
    }
  }

  private void answered(Message message) {
    var text = new StringBuilder();
    var plan = new StringBuilder();
    var calls = new ArrayList<Block.ToolUse>();
    for (var block : message.blocks()) {
      switch (block) {
        case Block.Text t -> {
          text.append(t.text());
          drops.addIf(!t.citations().isEmpty(), "messages.citations");
        }
        case Block.Refusal refusal -> text.append(refusal.text());
        case Block.ToolUse use -> calls.add(use);
        case Block.Reasoning r when r.seal() == null -> plan.append(r.text());
        case Block.Reasoning r -> drops.add("messages.reasoning");
        case Block.Media media -> drops.add("messages.media");
        case Block.ToolResult result -> drops.add("messages.tool_result");
        case Block.Opaque opaque -> drops.add("messages." + opaque.type());
      }
    }
    // Thoughts have a place only where they led to a call.
    drops.addIf(calls.isEmpty() && !plan.isEmpty(), "messages.reasoning");
    if (text.isEmpty() && calls.isEmpty()) {
      return;
    }
    var node = messages.addObject().put("role", "assistant");
    if (!text.isEmpty()) {
      node.put("content", text.toString());
    }
    if (!calls.isEmpty()) {
      if (!plan.isEmpty()) {
        node.put("tool_plan", plan.toString());
      }
      var list = node.putArray("tool_calls");
      for (var call : calls) {
        list.addObject()
            .put("id", call.id())
            .put("type", "function")
            .putObject("function")
            .put("name", call.name())
            .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
      }
    }
  }

  private void returned(Block block) {
    if (!(block instanceof Block.ToolResult result)) {
      return;
    }
    var parts = Json.array();
    for (var part : result.content()) {
      if (!(part instanceof Block.Text text)) {
        throw RefusedException.unsupported(
            "messages.content", "The provider's format (Cohere chat) takes tool results as text.");
      }
      parts.addObject().put("type", "text").put("text", text.text());
    }
    var node = messages.addObject().put("role", "tool").put("tool_call_id", result.toolUseId());
    if (parts.size() == 1) {
      node.set("content", parts.path(0).get("text"));
    } else if (parts.isEmpty()) {
      node.put("content", "");
    } else {
      node.set("content", parts);
    }
    // There is no member for it; the text of an error mostly says that it is one.
    drops.addIf(result.error(), "messages.is_error");
  }
}

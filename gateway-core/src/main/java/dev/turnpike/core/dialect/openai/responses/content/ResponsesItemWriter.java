package dev.turnpike.core.dialect.openai.responses.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.List;
import java.util.Locale;

/** Writes {@code instructions} and the items of {@code input}. */
public final class ResponsesItemWriter {
  private final Drops drops;
  private final ArrayNode items = Json.array();

  public ResponsesItemWriter(Drops drops) {
    this.drops = drops;
  }

  public void write(List<Message> messages, ObjectNode body) {
    boolean first = true;
    for (var message : messages) {
      drops.addIf(message.name() != null, "messages.name");
      drops.addIf(!message.extras().isEmpty(), "messages.extra_fields");
      if (first
          && message.role() == Role.SYSTEM
          && message.blocks().size() == 1
          && message.blocks().getFirst() instanceof Block.Text text) {
        drops.addIf(text.cache() != null, "cache_control");
        body.put("instructions", text.text());
      } else {
        message(message);
      }
      first = false;
    }
    body.set("input", items);
  }

  private void message(Message message) {
    switch (message.role()) {
      case SYSTEM -> plain("system", message);
      case DEVELOPER -> plain("developer", message);
      case USER -> plain("user", message);
      case ASSISTANT -> message.blocks().forEach(this::said);
      case TOOL -> message.blocks().forEach(this::result);
    }
  }

  private void plain(String role, Message message) {
    items
        .addObject()
        .put("type", "message")
        .put("role", role)
        .set("content", content(message.blocks()));
  }

  private void said(Block block) {
    switch (block) {
      case Block.Text text -> {
        drops.addIf(text.cache() != null, "cache_control");
        var part = assistant().put("type", "output_text").put("text", text.text());
        var annotations = part.putArray("annotations");
        text.citations().forEach(c -> ResponsesAnnotations.write(c, annotations, drops));
      }
      case Block.Refusal refusal ->
          assistant().put("type", "refusal").put("refusal", refusal.text());
      case Block.ToolUse use -> {
        drops.addIf(use.cache() != null, "cache_control");
        items
            .addObject()
            .put("type", "function_call")
            .put("call_id", use.id())
            .put("name", use.name())
            .put("arguments", use.arguments().isEmpty() ? "{}" : use.arguments());
      }
      case Block.Reasoning reasoning -> reasoning(reasoning);
      case Block.Opaque opaque -> opaque(opaque, items);
      case Block.Media media ->
          drops.add("messages." + media.kind().name().toLowerCase(Locale.ROOT));
      case Block.ToolResult result -> result(result);
    }
  }

  private ObjectNode assistant() {
    return items
        .addObject()
        .put("type", "message")
        .put("role", "assistant")
        .putArray("content")
        .addObject();
  }

  private void reasoning(Block.Reasoning reasoning) {
    var seal = reasoning.seal();
    if (seal == null || seal.origin() != DialectId.OPENAI_RESPONSES) {
      drops.add("messages.reasoning");
      return;
    }
    var item = ResponsesReasoning.write(reasoning, seal.id());
    if (seal.id().isEmpty()) {
      item.remove("id");
    }
    items.add(item);
  }

  private void opaque(Block.Opaque opaque, ArrayNode into) {
    if (opaque.origin() == DialectId.OPENAI_RESPONSES) {
      into.add(opaque.json());
    } else {
      drops.add("messages." + opaque.type());
    }
  }

  private void result(Block block) {
    if (block instanceof Block.ToolResult result) {
      drops.addIf(result.error(), "messages.is_error");
      drops.addIf(result.cache() != null, "cache_control");
      items
          .addObject()
          .put("type", "function_call_output")
          .put("call_id", result.toolUseId())
          .set("output", content(result.content()));
    }
  }

  private JsonNode content(List<Block> blocks) {
    if (blocks.isEmpty()) {
      return TextNode.valueOf("");
    }
    if (blocks.size() == 1 && blocks.getFirst() instanceof Block.Text text) {
      drops.addIf(text.cache() != null, "cache_control");
      return TextNode.valueOf(text.text());
    }
    var parts = Json.array();
    blocks.forEach(block -> part(block, parts));
    return parts;
  }

  private void part(Block block, ArrayNode parts) {
    switch (block) {
      case Block.Text text -> {
        drops.addIf(text.cache() != null, "cache_control");
        parts.addObject().put("type", "input_text").put("text", text.text());
      }
      case Block.Refusal refusal ->
          parts.addObject().put("type", "input_text").put("text", refusal.text());
      case Block.Media media -> {
        drops.addIf(media.cache() != null, "cache_control");
        media(media, parts);
      }
      case Block.Opaque opaque -> opaque(opaque, parts);
      case Block.ToolUse use -> drops.add("messages.tool_use");
      case Block.ToolResult result -> drops.add("messages.tool_result");
      case Block.Reasoning reasoning -> drops.add("messages.reasoning");
    }
  }

  private static void media(Block.Media media, ArrayNode parts) {
    switch (media.kind()) {
      case IMAGE -> {
        var part = parts.addObject().put("type", "input_image");
        switch (media.source()) {
          case MediaSource.Link(var url, var type) -> part.put("image_url", url);
          case MediaSource.Inline inline -> part.put("image_url", inline.dataUrl());
          case MediaSource.Uploaded(var id) -> part.put("file_id", id);
          case MediaSource.PlainText t -> throw cannot(media);
        }
        Members.of(part).put("detail", media.detail());
      }
      case DOCUMENT -> document(media, parts);
      case AUDIO -> {
        if (!(media.source() instanceof MediaSource.Inline(var type, var base64))) {
          throw cannot(media);
        }
        var format = type.substring(type.indexOf('/') + 1);
        parts
            .addObject()
            .put("type", "input_audio")
            .putObject("input_audio")
            .put("data", base64)
            .put("format", format.equals("mpeg") ? "mp3" : format);
      }
      case VIDEO -> throw cannot(media);
    }
  }

  private static void document(Block.Media media, ArrayNode parts) {
    var part = Json.object().put("type", "input_file");
    switch (media.source()) {
      case MediaSource.PlainText(var text) -> {
        parts.addObject().put("type", "input_text").put("text", text);
        return;
      }
      case MediaSource.Uploaded(var id) -> part.put("file_id", id);
      case MediaSource.Link(var url, var type) -> part.put("file_url", url);
      case MediaSource.Inline inline ->
          part.put("filename", media.name() != null ? media.name() : "document.pdf")
              .put("file_data", inline.dataUrl());
    }
    parts.add(part);
  }

  private static RefusedException cannot(Block.Media media) {
    return RefusedException.unsupported(
        "messages.content",
        "The provider's format (OpenAI Responses) takes no such "
            + media.kind().name().toLowerCase(Locale.ROOT)
            + ".");
  }
}

package dev.turnpike.core.dialect.openai.chat.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.List;

/** Writes {@code content}: a plain string where it is one, else an array of parts. */
final class ChatPartWriter {
  private ChatPartWriter() {}

  static JsonNode content(List<Block> blocks, Drops drops) {
    if (blocks.isEmpty()) {
      return TextNode.valueOf("");
    }
    // Many compatible servers understand only a string where there is but one text.
    if (blocks.size() == 1 && blocks.getFirst() instanceof Block.Text text) {
      drops.addIf(text.cache() != null, "cache_control");
      return TextNode.valueOf(text.text());
    }
    var parts = Json.array();
    blocks.forEach(block -> part(block, parts, drops));
    return parts;
  }

  private static void part(Block block, ArrayNode parts, Drops drops) {
    switch (block) {
      case Block.Text text -> {
        drops.addIf(text.cache() != null, "cache_control");
        parts.addObject().put("type", "text").put("text", text.text());
      }
      case Block.Media media -> {
        drops.addIf(media.cache() != null, "cache_control");
        media(media, parts);
      }
      case Block.Refusal refusal ->
          parts.addObject().put("type", "text").put("text", refusal.text());
      case Block.Opaque opaque -> {
        if (opaque.origin() == DialectId.OPENAI_CHAT) {
          parts.add(opaque.json());
        } else {
          drops.add("messages." + opaque.type());
        }
      }
      case Block.ToolUse use -> drops.add("messages.tool_use");
      case Block.ToolResult result -> drops.add("messages.tool_result");
      case Block.Reasoning reasoning -> drops.add("messages.reasoning");
    }
  }

  private static void media(Block.Media media, ArrayNode parts) {
    switch (media.kind()) {
      case IMAGE -> {
        var image = parts.addObject().put("type", "image_url").putObject("image_url");
        image.put("url", url(media));
        if (media.detail() != null) {
          image.put("detail", media.detail());
        }
      }
      case AUDIO -> {
        if (!(media.source() instanceof MediaSource.Inline(var type, var base64))) {
          throw cannot(media, "audio only as base64");
        }
        parts
            .addObject()
            .put("type", "input_audio")
            .putObject("input_audio")
            .put("data", base64)
            .put("format", audioFormat(type));
      }
      case VIDEO ->
          parts.addObject().put("type", "video_url").putObject("video_url").put("url", url(media));
      case DOCUMENT -> document(media, parts);
    }
  }

  private static void document(Block.Media media, ArrayNode parts) {
    if (media.source() instanceof MediaSource.PlainText(var text)) {
      parts.addObject().put("type", "text").put("text", text);
      return;
    }
    var file = parts.addObject().put("type", "file").putObject("file");
    switch (media.source()) {
      case MediaSource.Uploaded(var id) -> file.put("file_id", id);
      case MediaSource.Inline inline -> {
        file.put("filename", media.name() != null ? media.name() : "document.pdf");
        file.put("file_data", inline.dataUrl());
      }
      default -> throw cannot(media, "documents only as base64 or uploaded file");
    }
  }

  private static String url(Block.Media media) {
    return switch (media.source()) {
      case MediaSource.Link(var url, var type) -> url;
      case MediaSource.Inline inline -> inline.dataUrl();
      default -> throw cannot(media, "images only by address or as base64");
    };
  }

  /** {@code audio/mpeg} is {@code mp3} here; {@code audio/x-wav} and the like are {@code wav}. */
  private static String audioFormat(String mediaType) {
    var name = mediaType.substring(mediaType.indexOf('/') + 1);
    return switch (name) {
      case "mpeg", "mpga" -> "mp3";
      case "x-wav", "wave", "vnd.wave" -> "wav";
      default -> name;
    };
  }

  private static RefusedException cannot(Block.Media media, String what) {
    return RefusedException.unsupported(
        "messages.content", "The provider's format (OpenAI chat) takes " + what + ".");
  }
}

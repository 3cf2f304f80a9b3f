package dev.turnpike.core.dialect.anthropic.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Writes content blocks of a request. */
public final class AnthropicBlockWriter {
  private final Drops drops;

  public AnthropicBlockWriter(Drops drops) {
    this.drops = drops;
  }

  public void write(List<Block> blocks, ArrayNode into) {
    blocks.forEach(block -> write(block, into));
  }

  private void write(Block block, ArrayNode into) {
    switch (block) {
      // Empty text is refused by the vendor.
      case Block.Text text -> {
        if (!text.text().isEmpty()) {
          text(text, into.addObject());
        }
      }
      case Block.Refusal refusal ->
          into.addObject().put("type", "text").put("text", refusal.text());
      case Block.Media media -> media(media, into);
      case Block.ToolUse use -> use(use, into.addObject());
      case Block.ToolResult result -> result(result, into.addObject());
      case Block.Reasoning reasoning -> reasoning(reasoning, into);
      case Block.Opaque opaque -> {
        if (opaque.origin() == DialectId.ANTHROPIC_MESSAGES) {
          into.add(opaque.json());
        } else {
          drops.add("messages." + opaque.type());
        }
      }
    }
  }

  private void text(Block.Text text, ObjectNode node) {
    node.put("type", "text").put("text", text.text());
    Members.of(node).put("cache_control", text.cache());
    for (var citation : text.citations()) {
      if (citation.origin() == DialectId.ANTHROPIC_MESSAGES) {
        node.withArray("citations").add(citation.json());
      } else {
        drops.add("messages.citations");
      }
    }
  }

  private static void use(Block.ToolUse use, ObjectNode node) {
    node.put("type", "tool_use").put("id", id(use.id())).put("name", use.name());
    node.set("input", input(use.arguments()));
    Members.of(node).put("cache_control", use.cache());
  }

  /**
   * A conversation may hold calls whose arguments the model got wrong; it must go on all the same.
   */
  private static ObjectNode input(String arguments) {
    if (arguments.isBlank()) {
      return Json.object();
    }
    var input = Json.objectOrNull(arguments);
    return input != null ? input : Json.object().put("invalid_json", arguments);
  }

  /** The vendor takes letters, digits, underscore and hyphen only. */
  static String id(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')
          && c != '_'
          && c != '-') {
        return id.replaceAll("[^a-zA-Z0-9_-]", "_");
      }
    }
    return id;
  }

  private void result(Block.ToolResult result, ObjectNode node) {
    node.put("type", "tool_result").put("tool_use_id", id(result.toolUseId()));
    if (result.content().size() == 1 && result.content().getFirst() instanceof Block.Text text) {
      node.put("content", text.text());
    } else if (!result.content().isEmpty()) {
      write(result.content(), node.putArray("content"));
    }
    if (result.error()) {
      node.put("is_error", true);
    }
    Members.of(node).put("cache_control", result.cache());
  }

  private void reasoning(Block.Reasoning reasoning, ArrayNode into) {
    var seal = reasoning.seal();
    if (seal == null || seal.origin() != DialectId.ANTHROPIC_MESSAGES) {
      // Unsigned, or signed by another: refused by the vendor.
      drops.add("messages.reasoning");
      return;
    }
    into.add(sealed(reasoning, seal));
  }

  /** A thinking block as the vendor or a caller sees it; also carries other providers' seals. */
  public static ObjectNode sealed(Block.Reasoning reasoning, Seal seal) {
    boolean own = seal.origin() == DialectId.ANTHROPIC_MESSAGES;
    var value = seal.inside(DialectId.ANTHROPIC_MESSAGES);
    if (reasoning.text().isEmpty() && (seal.encrypted() || !own)) {
      return Json.object().put("type", "redacted_thinking").put("data", value);
    }
    return Json.object()
        .put("type", "thinking")
        .put("thinking", reasoning.text())
        .put("signature", value);
  }

  private void media(Block.Media media, ArrayNode into) {
    drops.addIf(media.detail() != null, "detail");
    switch (media.kind()) {
      case IMAGE, DOCUMENT -> {
        boolean image = media.kind() == Block.Media.Kind.IMAGE;
        var node = into.addObject().put("type", image ? "image" : "document");
        node.set("source", source(media, image));
        Members.of(node)
            .put("title", image ? null : media.name())
            .put("cache_control", media.cache());
      }
      case AUDIO, VIDEO ->
          throw RefusedException.unsupported(
              "messages.content",
              "The provider's format (Anthropic Messages) takes no "
                  + media.kind().name().toLowerCase(Locale.ROOT)
                  + ".");
    }
  }

  private static ObjectNode source(Block.Media media, boolean image) {
    var node = Json.object();
    return switch (media.source()) {
      case MediaSource.Link(var url, var type) -> node.put("type", "url").put("url", url);
      case MediaSource.Uploaded(var id) -> node.put("type", "file").put("file_id", id);
      case MediaSource.PlainText(var text) -> plain(node, text);
      case MediaSource.Inline(var type, var base64) -> {
        if (!image && type.startsWith("text/")) {
          yield plain(node, decoded(base64));
        }
        if (!image && !type.equals("application/pdf")) {
          throw RefusedException.unsupported(
              "messages.content",
              "The provider's format (Anthropic Messages) takes documents as PDF or text, not "
                  + type
                  + ".");
        }
        yield node.put("type", "base64").put("media_type", type).put("data", base64);
      }
    };
  }

  private static ObjectNode plain(ObjectNode node, String text) {
    return node.put("type", "text").put("media_type", "text/plain").put("data", text);
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("messages.content", "A document's data is not valid base64.");
    }
  }
}

package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes content blocks of a request: objects with one member that says their kind. */
final class ConverseBlockWriter {
  private static final Pattern NO_ID = Pattern.compile("[^a-zA-Z0-9_.:-]");
  private static final int LONGEST_ID = 64;

  private final ModelVendor vendor;
  private final Drops drops;
  private final ConverseMedia media;

  ConverseBlockWriter(ModelVendor vendor, Drops drops) {
    this.vendor = vendor;
    this.drops = drops;
    this.media = new ConverseMedia(drops);
  }

  void write(List<Block> blocks, ArrayNode into) {
    blocks.forEach(block -> write(block, into));
  }

  private void write(Block block, ArrayNode into) {
    switch (block) {
      case Block.Text text -> {
        text(text.text(), into);
        drops.addIf(!text.citations().isEmpty(), "messages.citations");
        cachePoint(text.cache(), into);
      }
      case Block.Refusal refusal -> text(refusal.text(), into);
      case Block.Media medium -> {
        media.write(medium, into.addObject());
        cachePoint(medium.cache(), into);
      }
      case Block.ToolUse use -> {
        var node = into.addObject().putObject("toolUse");
        node.put("toolUseId", id(use.id())).put("name", use.name());
        node.set("input", input(use.arguments()));
        cachePoint(use.cache(), into);
      }
      case Block.ToolResult result -> result(result, into);
      case Block.Reasoning reasoning -> reasoning(reasoning, into);
      case Block.Opaque opaque -> drops.add("messages." + opaque.type());
    }
  }

  /** Blank text is refused by the vendor. */
  private static void text(String text, ArrayNode into) {
    if (!text.isBlank()) {
      into.addObject().put("text", text);
    }
  }

  /** What Anthropic's callers hang on a block stands after it here. */
  static void cachePoint(@Nullable ObjectNode cache, ArrayNode into) {
    if (cache != null) {
      var point = into.addObject().putObject("cachePoint").put("type", "default");
      Members.of(point).put("ttl", Json.textOrNull(cache, "ttl"));
    }
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

  /** Ids of other vendors may be longer than this one takes; a call and its result stay a pair. */
  static String id(String id) {
    var clean = NO_ID.matcher(id).replaceAll("_");
    return clean.isEmpty() || clean.length() > LONGEST_ID
        ? UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString()
        : clean;
  }

  private void result(Block.ToolResult result, ArrayNode into) {
    var node = into.addObject().putObject("toolResult");
    node.put("toolUseId", id(result.toolUseId()));
    var content = node.putArray("content");
    write(result.content(), content);
    if (content.isEmpty()) {
      // The member must be there, and a blank text is refused.
      content.addObject().put("text", "(empty)");
    }
    if (result.error()) {
      node.put("status", "error");
    }
    cachePoint(result.cache(), into);
  }

  private void reasoning(Block.Reasoning reasoning, ArrayNode into) {
    var seal = reasoning.seal();
    boolean own = seal != null && seal.origin() == DialectId.BEDROCK_CONVERSE;
    // Anthropic signs for all its platforms alike: "signature values are compatible across
    // platforms" (platform.claude.com/docs/en/build-with-claude/extended-thinking, 2026-11-22).
    boolean claude =
        seal != null
            && seal.origin() == DialectId.ANTHROPIC_MESSAGES
            && !seal.encrypted()
            && vendor == ModelVendor.ANTHROPIC;
    if (seal == null || !own && !claude) {
      drops.add("messages.reasoning");
      return;
    }
    var node = into.addObject().putObject("reasoningContent");
    if (seal.encrypted()) {
      node.put("redactedContent", seal.value());
    } else {
      node.putObject("reasoningText").put("text", reasoning.text()).put("signature", seal.value());
    }
  }
}

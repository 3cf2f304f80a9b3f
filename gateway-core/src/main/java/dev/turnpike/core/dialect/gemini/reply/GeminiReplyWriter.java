package dev.turnpike.core.dialect.gemini.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.gemini.content.GeminiMedia;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer, and single parts for the stream. */
public final class GeminiReplyWriter {
  private final ReplyContext context;
  private final Drops drops;

  public GeminiReplyWriter(ReplyContext context, Drops drops) {
    this.context = context;
    this.drops = drops;
  }

  public ObjectNode write(ChatReply reply) {
    var body = Json.object();
    var candidates = body.putArray("candidates");
    reply.choices().forEach(choice -> candidates.add(candidate(choice)));
    body.set(
        "usageMetadata", GeminiUsage.write(reply.usage() == null ? Usage.NONE : reply.usage()));
    body.put("modelVersion", context.modelName(reply.model()));
    body.put("responseId", context.replyId("", reply.id()));
    return body;
  }

  private ObjectNode candidate(ChatReply.Choice choice) {
    var node = Json.object();
    var parts = node.putObject("content").putArray("parts");
    ((ObjectNode) node.path("content")).put("role", "model");
    var citations = Json.array();
    boolean readable = true;
    Seal pending = null;
    for (var block : choice.blocks()) {
      if (block instanceof Block.Reasoning reasoning) {
        flush(pending, parts);
        pending = reasoning(reasoning, parts);
        continue;
      }
      int before = parts.size();
      if (block instanceof Block.Text text) {
        text.citations().forEach(c -> citation(c, citations, drops));
      }
      readable &= part(block, parts, drops);
      if (pending != null && parts.size() > before) {
        ((ObjectNode) parts.get(before)).put("thoughtSignature", pending.value());
        pending = null;
      }
    }
    flush(pending, parts);
    boolean cut = choice.finish() == FinishReason.LENGTH;
    node.put(
        "finishReason",
        GeminiFinish.write(readable || cut ? choice.finish() : FinishReason.MALFORMED_TOOL_USE));
    node.put("index", choice.index());
    if (!citations.isEmpty()) {
      node.putObject("citationMetadata").set("citationSources", citations);
    }
    if (choice.logprobs() != null) {
      node.set("logprobsResult", GeminiLogprobs.write(choice.logprobs()));
    }
    return node;
  }

  private static void flush(@Nullable Seal seal, ArrayNode parts) {
    if (seal != null) {
      parts.addObject().put("text", "").put("thoughtSignature", seal.value());
    }
  }

  /** Answers the signature that belongs on the next part. */
  private static @Nullable Seal reasoning(Block.Reasoning reasoning, ArrayNode parts) {
    var seal = reasoning.seal();
    if (seal != null && belongsToNext(reasoning.text(), seal)) {
      return seal;
    }
    var part = parts.addObject().put("text", reasoning.text()).put("thought", true);
    if (seal != null) {
      part.put("thoughtSignature", seal.inside(DialectId.GEMINI_GENERATE));
    }
    return null;
  }

  public static boolean belongsToNext(String text, Seal seal) {
    return text.isEmpty() && seal.origin() == DialectId.GEMINI_GENERATE;
  }

  /**
   * Adds the part of one block. Answers false when a call's arguments are no JSON object: then
   * there is no part, and the finish reason says so.
   */
  public static boolean part(Block block, ArrayNode parts, Drops drops) {
    switch (block) {
      case Block.Text text -> parts.addObject().put("text", text.text());
      case Block.Refusal refusal -> parts.addObject().put("text", refusal.text());
      case Block.ToolUse use -> {
        var args = use.arguments().isBlank() ? Json.object() : Json.objectOrNull(use.arguments());
        if (args == null) {
          return false;
        }
        var call = parts.addObject().putObject("functionCall");
        call.put("id", use.id()).put("name", use.name()).set("args", args);
      }
      case Block.Media media -> {
        if (media.source() instanceof MediaSource.Inline(var type, var base64)) {
          parts.addObject().putObject("inlineData").put("mimeType", type).put("data", base64);
        } else if (media.source() instanceof MediaSource.Link(var url, var type)) {
          parts
              .addObject()
              .putObject("fileData")
              .put("mimeType", type != null ? type : GeminiMedia.usual(media.kind()))
              .put("fileUri", url);
        } else {
          drops.add("message.media");
        }
      }
      case Block.Opaque opaque -> {
        if (opaque.origin() == DialectId.GEMINI_GENERATE) {
          parts.add(opaque.json());
        } else {
          drops.add("message." + opaque.type());
        }
      }
      case Block.ToolResult result -> drops.add("message.tool_result");
      case Block.Reasoning reasoning -> {}
    }
    return true;
  }

  public static void citation(Citation citation, ArrayNode into, Drops drops) {
    if (citation.url() == null) {
      drops.add("message.citations");
      return;
    }
    var node = into.addObject();
    if (citation.start() >= 0) {
      node.put("startIndex", citation.start());
    }
    if (citation.end() >= 0) {
      node.put("endIndex", citation.end());
    }
    node.put("uri", citation.url());
    if (citation.title() != null) {
      node.put("title", citation.title());
    }
  }

  /** A candidate of one stream chunk. */
  public static ObjectNode chunkCandidate(int index, List<ObjectNode> parts) {
    var node = Json.object();
    var content = node.putObject("content");
    content.putArray("parts").addAll(parts);
    content.put("role", "model");
    node.put("index", index);
    return node;
  }
}

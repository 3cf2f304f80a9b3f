package dev.turnpike.core.dialect.gemini.reply;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer, and single parts for the stream. */
public final class GeminiReplyReader {
  private GeminiReplyReader() {}

  public static ChatReply read(JsonNode body, ReplyContext context) {
    boolean blocked = body.path("promptFeedback").hasNonNull("blockReason");
    if (!(body.get("candidates") instanceof ArrayNode) && !blocked) {
      var message = Json.text(body.path("error"), "message");
      throw RefusedException.invalid(
          "candidates",
          message.isEmpty()
              ? "The provider's answer is not a generated content: it has no candidates."
              : message);
    }
    var choices = new ArrayList<ChatReply.Choice>();
    for (var candidate : body.path("candidates")) {
      choices.add(choice(candidate, choices.size(), context));
    }
    if (choices.isEmpty()) {
      // A blocked prompt has no candidate, yet the caller must learn why there is no answer.
      choices.add(new ChatReply.Choice(0, List.of(), FinishReason.CONTENT_FILTER, null, null));
    }
    return new ChatReply(
        Json.text(body, "responseId"),
        Json.text(body, "modelVersion"),
        0,
        choices,
        GeminiUsage.read(body.get("usageMetadata")),
        null);
  }

  private static ChatReply.Choice choice(JsonNode candidate, int position, ReplyContext context) {
    var blocks = new ArrayList<Block>();
    int calls = 0;
    for (var part : candidate.path("content").path("parts")) {
      var seal = seal(part);
      boolean thought = part.path("thought").asBoolean(false);
      var block = block(part, seal, context.madeId("call_", position * 1000 + calls));
      calls += block instanceof Block.ToolUse ? 1 : 0;
      if (seal != null && !thought) {
        blocks.add(new Block.Reasoning("", seal));
      }
      if (block != null) {
        blocks.add(block);
      }
    }
    cite(candidate, blocks);
    return new ChatReply.Choice(
        Json.integer(candidate, "index", position),
        blocks,
        GeminiFinish.read(Json.text(candidate, "finishReason")).given(calls > 0),
        null,
        GeminiLogprobs.read(candidate.path("logprobsResult")));
  }

  public static @Nullable Seal seal(JsonNode part) {
    var value = Json.text(part, "thoughtSignature");
    return value.isEmpty() ? null : new Seal(DialectId.GEMINI_GENERATE, value, false);
  }

  /** One part of an answer; null for an empty one. */
  public static @Nullable Block block(JsonNode part, @Nullable Seal seal, String madeId) {
    var text = Json.text(part, "text");
    if (part.path("thought").asBoolean(false)) {
      return text.isEmpty() && seal == null ? null : new Block.Reasoning(text, seal);
    }
    if (part.get("functionCall") instanceof ObjectNode call) {
      var id = Json.text(call, "id");
      var args = call.path("args");
      return new Block.ToolUse(
          id.isEmpty() ? madeId : id,
          Json.text(call, "name"),
          args.isObject() ? Json.write(args) : "{}");
    }
    if (part.get("inlineData") instanceof ObjectNode data) {
      var type = Json.text(data, "mimeType");
      return new Block.Media(
          GeminiMedia.kind(type), new MediaSource.Inline(type, Json.text(data, "data")));
    }
    if (part.has("text")) {
      return text.isEmpty() ? null : new Block.Text(text);
    }
    return part instanceof ObjectNode object && !object.isEmpty() && seal == null
        ? new Block.Opaque(DialectId.GEMINI_GENERATE, object.fieldNames().next(), object)
        : null;
  }

  /** Hangs the sources on the first text. */
  private static void cite(JsonNode candidate, List<Block> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Block.Text text) {
        var citations = citations(candidate, text.text());
        if (!citations.isEmpty()) {
          blocks.set(i, new Block.Text(text.text(), citations, null));
        }
        return;
      }
    }
  }

  /**
   * Sources of a candidate. Google counts in bytes of UTF-8; the places are looked up by the text
   * that stands beside them.
   */
  public static List<Citation> citations(JsonNode candidate, String text) {
    var found = new ArrayList<Citation>();
    var metadata = candidate.path("citationMetadata");
    var sources =
        metadata.has("citationSources")
            ? metadata.path("citationSources")
            : metadata.path("citations");
    for (var source : sources) {
      if (source instanceof ObjectNode object) {
        found.add(
            new Citation(
                Json.textOrNull(object, "uri"),
                Json.textOrNull(object, "title"),
                null,
                Json.integer(object, "startIndex", -1),
                Json.integer(object, "endIndex", -1),
                DialectId.GEMINI_GENERATE,
                object));
      }
    }
    grounding(candidate.path("groundingMetadata"), text, found);
    return found;
  }

  private static void grounding(JsonNode grounding, String text, List<Citation> found) {
    var chunks = grounding.path("groundingChunks");
    for (var support : grounding.path("groundingSupports")) {
      var quote = Json.text(support.path("segment"), "text");
      int start = quote.isEmpty() ? -1 : text.indexOf(quote);
      for (var index : support.path("groundingChunkIndices")) {
        var web = chunks.path(index.asInt(-1)).path("web");
        if (web instanceof ObjectNode object) {
          found.add(
              new Citation(
                  Json.textOrNull(object, "uri"),
                  Json.textOrNull(object, "title"),
                  quote.isEmpty() ? null : quote,
                  start,
                  start < 0 ? -1 : start + quote.length(),
                  DialectId.GEMINI_GENERATE,
                  object));
        }
      }
    }
  }
}

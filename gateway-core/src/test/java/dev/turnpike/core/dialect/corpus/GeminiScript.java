package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;

/** A server of Google's generateContent. */
final class GeminiScript extends VendorScript {
  @Override
  List<Frame> frames(CorpusCase c) {
    var frames = new ArrayList<Frame>();
    for (var block : c.json().path("blocks")) {
      for (var part : parts(c, block, true)) {
        var chunk = chunk(c);
        content(chunk).add(part);
        frames.add(new Frame(chunk));
      }
    }
    var last = chunk(c);
    content(last).addObject().put("text", "");
    ((ObjectNode) last.path("candidates").path(0)).put("finishReason", word(c));
    if (!c.wire("no-usage")) {
      last.set("usageMetadata", usage(c));
    }
    frames.add(new Frame(last));
    return frames;
  }

  private static ArrayNode content(ObjectNode chunk) {
    return (ArrayNode) chunk.path("candidates").path(0).path("content").path("parts");
  }

  private static ObjectNode chunk(CorpusCase c) {
    var chunk = Json.object();
    var candidate = chunk.putArray("candidates").addObject();
    candidate.putObject("content").put("role", "model").putArray("parts");
    candidate.put("index", 0);
    if (!c.wire("no-usage")) {
      chunk.putObject("usageMetadata").put("promptTokenCount", 1).put("totalTokenCount", 1);
    }
    return chunk.put("modelVersion", "some-model").put("responseId", "r7");
  }

  private static List<ObjectNode> parts(CorpusCase c, JsonNode block, boolean streamed) {
    var parts = new ArrayList<ObjectNode>();
    for (var piece : pieces(c, Json.text(block, "reasoning"), streamed)) {
      parts.add(Json.object().put("text", piece).put("thought", true));
    }
    if (block.has("sealed") && !parts.isEmpty()) {
      parts.getLast().put("thoughtSignature", Json.text(block, "sealed"));
    }
    for (var piece : pieces(c, Json.text(block, "text"), streamed)) {
      parts.add(Json.object().put("text", piece));
    }
    for (var piece : pieces(c, Json.text(block, "refusal"), streamed)) {
      parts.add(Json.object().put("text", piece));
    }
    if (block.has("call")) {
      var part = Json.object();
      var call = part.putObject("functionCall").put("name", Json.text(block, "call"));
      if (!c.wire("no-ids")) {
        call.put("id", Json.text(block, "id"));
      }
      var args = Json.objectOrNull(arguments(block));
      if (args != null && !args.isEmpty()) {
        call.set("args", args);
      }
      parts.add(part);
    }
    return parts;
  }

  private static List<String> pieces(CorpusCase c, String text, boolean streamed) {
    return streamed ? pieces(c, text) : text.isEmpty() ? List.of() : List.of(text);
  }

  private static String word(CorpusCase c) {
    return switch (c.finish()) {
      case "LENGTH", "CONTEXT_WINDOW" -> "MAX_TOKENS";
      case "CONTENT_FILTER", "REFUSAL" -> "SAFETY";
      default -> "STOP";
    };
  }

  private static ObjectNode usage(CorpusCase c) {
    var u = c.usage();
    var node =
        Json.object()
            .put("promptTokenCount", u.prompt())
            .put("cachedContentTokenCount", u.cacheRead())
            .put("candidatesTokenCount", u.output() + u.audioOutput())
            .put("thoughtsTokenCount", u.reasoning())
            .put("totalTokenCount", u.total());
    var in = node.putArray("promptTokensDetails");
    in.addObject().put("modality", "AUDIO").put("tokenCount", u.audioInput());
    var out = node.putArray("candidatesTokensDetails");
    out.addObject().put("modality", "AUDIO").put("tokenCount", u.audioOutput());
    return node;
  }

  @Override
  ObjectNode body(CorpusCase c) {
    var body = chunk(c);
    for (var block : c.json().path("blocks")) {
      content(body).addAll(parts(c, block, false));
    }
    ((ObjectNode) body.path("candidates").path(0)).put("finishReason", word(c));
    if (!c.wire("no-usage")) {
      body.set("usageMetadata", usage(c));
    }
    return body;
  }
}

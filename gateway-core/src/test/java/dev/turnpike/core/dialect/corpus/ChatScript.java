package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A server of OpenAI chat completions. */
final class ChatScript extends VendorScript {
  @Override
  List<Frame> frames(CorpusCase c) {
    var frames = new ArrayList<Frame>();
    delta(frames, d -> d.put("role", "assistant").put("content", ""));
    for (var block : c.json().path("blocks")) {
      for (var piece : pieces(c, Json.text(block, "reasoning"))) {
        delta(frames, d -> d.put("reasoning_content", piece));
      }
      for (var piece : pieces(c, Json.text(block, "text"))) {
        delta(
            frames,
            d -> {
              d.put("content", piece);
              if (c.wire("empty-tool-calls")) {
                d.putArray("tool_calls");
              }
            });
      }
      for (var piece : pieces(c, Json.text(block, "refusal"))) {
        delta(frames, d -> d.put("refusal", piece));
      }
    }
    calls(c, frames);
    var last = chunk();
    ((ObjectNode) last.path("choices").path(0)).put("finish_reason", word(c));
    frames.add(new Frame(last));
    if (!c.wire("no-usage")) {
      var usage = chunk();
      usage.putArray("choices");
      usage.set("usage", usage(c));
      frames.add(new Frame(usage));
    }
    if (!c.wire("no-done")) {
      frames.add(new Frame(null, "[DONE]"));
    }
    if (c.wire("done-twice")) {
      frames.add(new Frame(null, "[DONE]"));
    }
    return frames;
  }

  /** Fragments of parallel calls come in turns when asked so; ids stand in the first one only. */
  private static void calls(CorpusCase c, List<Frame> frames) {
    var fragments = new ArrayList<List<ObjectNode>>();
    int index = 0;
    for (var block : c.json().path("blocks")) {
      if (block.has("call")) {
        fragments.add(fragments(c, block, index++));
      }
    }
    boolean turns = c.wire("interleaved");
    boolean more = true;
    for (int round = 0; more; round++) {
      more = false;
      for (var own : fragments) {
        while (!own.isEmpty()) {
          var fragment = own.removeFirst();
          delta(frames, d -> d.putArray("tool_calls").add(fragment));
          if (turns) {
            break;
          }
        }
        more |= !own.isEmpty();
      }
    }
  }

  private static List<ObjectNode> fragments(CorpusCase c, JsonNode block, int index) {
    var found = new ArrayList<ObjectNode>();
    var first = Json.object().put("index", index).put("id", Json.text(block, "id"));
    first.put("type", "function");
    first.putObject("function").put("name", Json.text(block, "call")).put("arguments", "");
    found.add(first);
    for (var piece : pieces(c, arguments(block))) {
      var next = Json.object();
      if (!c.wire("no-index") || index > 0) {
        next.put("index", index);
      }
      if (c.wire("ids-repeated")) {
        next.put("id", Json.text(block, "id"));
      }
      next.putObject("function").put("arguments", piece);
      found.add(next);
    }
    return found;
  }

  private static void delta(List<Frame> frames, Consumer<ObjectNode> what) {
    var chunk = chunk();
    what.accept((ObjectNode) chunk.path("choices").path(0).path("delta"));
    frames.add(new Frame(chunk));
  }

  private static ObjectNode chunk() {
    var chunk =
        Json.object()
            .put("id", "chatcmpl-7")
            .put("object", "chat.completion.chunk")
            .put("created", 1700000000)
            .put("model", "some-model");
    var choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.putNull("finish_reason");
    return chunk;
  }

  private static String word(CorpusCase c) {
    if (c.wire("says-stop")) {
      return "stop";
    }
    return switch (c.finish()) {
      case "LENGTH", "CONTEXT_WINDOW" -> "length";
      case "TOOL_USE" -> "tool_calls";
      case "CONTENT_FILTER" -> "content_filter";
      default -> "stop";
    };
  }

  private static ObjectNode usage(CorpusCase c) {
    var u = c.usage();
    var node =
        Json.object()
            .put("prompt_tokens", u.prompt())
            .put("completion_tokens", u.completion())
            .put("total_tokens", u.total());
    node.putObject("prompt_tokens_details")
        .put("cached_tokens", u.cacheRead())
        .put("cache_creation_tokens", u.cacheWrite())
        .put("audio_tokens", u.audioInput());
    node.putObject("completion_tokens_details")
        .put("reasoning_tokens", u.reasoning())
        .put("audio_tokens", u.audioOutput());
    return node;
  }

  @Override
  ObjectNode body(CorpusCase c) {
    var text = new StringBuilder();
    var reasoning = new StringBuilder();
    var refusal = new StringBuilder();
    var calls = Json.array();
    for (var block : c.json().path("blocks")) {
      text.append(Json.text(block, "text"));
      reasoning.append(Json.text(block, "reasoning"));
      refusal.append(Json.text(block, "refusal"));
      if (block.has("call")) {
        var call = calls.addObject().put("id", Json.text(block, "id")).put("type", "function");
        call.putObject("function")
            .put("name", Json.text(block, "call"))
            .put("arguments", arguments(block));
      }
    }
    var body =
        Json.object()
            .put("id", "chatcmpl-7")
            .put("object", "chat.completion")
            .put("created", 1700000000)
            .put("model", "some-model");
    var choice = body.putArray("choices").addObject().put("index", 0);
    var message = choice.putObject("message").put("role", "assistant");
    message.put("content", text.isEmpty() ? null : text.toString());
    message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty() || c.wire("empty-tool-calls")) {
      message.set("tool_calls", calls);
    }
    choice.put("finish_reason", word(c));
    if (!c.wire("no-usage")) {
      body.set("usage", usage(c));
    }
    return body;
  }
}

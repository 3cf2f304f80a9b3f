package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server of Anthropic Messages. */
final class AnthropicScript extends VendorScript {
  @Override
  List<Frame> frames(CorpusCase c) {
    var frames = new ArrayList<Frame>();
    add(
        frames,
        "message_start",
        e -> {
          var message = e.putObject("message");
          message.setAll(head());
          message.putArray("content");
          message.putNull("stop_reason");
          var usage = message.putObject("usage");
          usage.put("input_tokens", c.usage().input() + c.usage().audioInput());
          usage.put("cache_read_input_tokens", c.usage().cacheRead());
          usage.put("cache_creation_input_tokens", c.usage().cacheWrite());
          usage.put("output_tokens", 1);
        });
    add(frames, "ping", e -> {});
    int index = 0;
    for (var block : c.json().path("blocks")) {
      block(c, block, index++, frames);
    }
    add(
        frames,
        "message_delta",
        e -> {
          e.putObject("delta").put("stop_reason", word(c)).put("stop_sequence", stop(c));
          var usage = e.putObject("usage").put("output_tokens", c.usage().completion());
          usage.putObject("output_tokens_details").put("thinking_tokens", c.usage().reasoning());
        });
    if (!c.wire("no-done")) {
      add(frames, "message_stop", e -> {});
    }
    return frames;
  }

  private static void block(CorpusCase c, JsonNode block, int index, List<Frame> frames) {
    add(
        frames,
        "content_block_start",
        e -> e.put("index", index).set("content_block", start(block)));
    deltas(c, block, index, "text", "text_delta", "text", frames);
    deltas(c, block, index, "refusal", "text_delta", "text", frames);
    deltas(c, block, index, "reasoning", "thinking_delta", "thinking", frames);
    if (block.has("sealed")) {
      delta(frames, index, d -> d.put("type", "signature_delta").put("signature", seal(block)));
    }
    if (block.has("call")) {
      delta(frames, index, d -> d.put("type", "input_json_delta").put("partial_json", ""));
      for (var piece : pieces(c, arguments(block))) {
        delta(frames, index, d -> d.put("type", "input_json_delta").put("partial_json", piece));
      }
    }
    add(frames, "content_block_stop", e -> e.put("index", index));
  }

  private static void deltas(
      CorpusCase c,
      JsonNode block,
      int index,
      String kind,
      String type,
      String field,
      List<Frame> frames) {
    for (var piece : pieces(c, Json.text(block, kind))) {
      delta(frames, index, d -> d.put("type", type).put(field, piece));
    }
  }

  private static ObjectNode start(JsonNode block) {
    if (block.has("call")) {
      var node = Json.object().put("type", "tool_use").put("id", Json.text(block, "id"));
      node.put("name", Json.text(block, "call")).putObject("input");
      return node;
    }
    if (block.has("reasoning")) {
      return Json.object().put("type", "thinking").put("thinking", "").put("signature", "");
    }
    return Json.object().put("type", "text").put("text", "");
  }

  private static String seal(JsonNode block) {
    return Json.text(block, "sealed");
  }

  private static void delta(List<Frame> frames, int index, Consumer<ObjectNode> what) {
    add(frames, "content_block_delta", e -> what.accept(e.put("index", index).putObject("delta")));
  }

  private static void add(List<Frame> frames, String type, Consumer<ObjectNode> what) {
    var event = Json.object().put("type", type);
    what.accept(event);
    frames.add(new Frame(type, Json.write(event)));
  }

  private static ObjectNode head() {
    return Json.object()
        .put("id", "msg_7")
        .put("type", "message")
        .put("role", "assistant")
        .put("model", "some-model");
  }

  private static String word(CorpusCase c) {
    return switch (c.finish()) {
      case "LENGTH" -> "max_tokens";
      case "CONTEXT_WINDOW" -> "model_context_window_exceeded";
      case "TOOL_USE" -> "tool_use";
      case "STOP_SEQUENCE" -> "stop_sequence";
      case "CONTENT_FILTER", "REFUSAL" -> "refusal";
      default -> "end_turn";
    };
  }

  private static @Nullable String stop(CorpusCase c) {
    return c.finish().equals("STOP_SEQUENCE") ? "END" : null;
  }

  @Override
  ObjectNode body(CorpusCase c) {
    var body = head();
    var content = body.putArray("content");
    for (var block : c.json().path("blocks")) {
      var node = start(block);
      if (block.has("call")) {
        var input = Json.objectOrNull(arguments(block));
        node.set("input", input == null ? Json.object() : input);
      } else if (block.has("reasoning")) {
        node.put("thinking", Json.text(block, "reasoning")).put("signature", seal(block));
      } else {
        node.put("text", Json.text(block, "text") + Json.text(block, "refusal"));
      }
      content.add(node);
    }
    body.put("stop_reason", word(c)).put("stop_sequence", stop(c));
    var usage = body.putObject("usage");
    usage.put("input_tokens", c.usage().input() + c.usage().audioInput());
    usage.put("cache_read_input_tokens", c.usage().cacheRead());
    usage.put("cache_creation_input_tokens", c.usage().cacheWrite());
    usage.put("output_tokens", c.usage().completion());
    usage.putObject("output_tokens_details").put("thinking_tokens", c.usage().reasoning());
    return body;
  }
}

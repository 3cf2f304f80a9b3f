package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A server of OpenAI responses. */
final class ResponsesScript extends VendorScript {
  @Override
  List<Frame> frames(CorpusCase c) {
    var frames = new ArrayList<Frame>();
    for (var type : List.of("response.created", "response.in_progress")) {
      add(frames, type, e -> e.set("response", frame("in_progress")));
    }
    int index = 0;
    for (var block : c.json().path("blocks")) {
      item(c, block, index++, frames);
    }
    var whole = body(c);
    add(
        frames,
        Json.text(whole, "status").equals("completed")
            ? "response.completed"
            : "response.incomplete",
        e -> e.set("response", whole));
    return frames;
  }

  private static void item(CorpusCase c, JsonNode block, int index, List<Frame> frames) {
    var done = item(block, index);
    var added = done.deepCopy();
    if (block.has("call")) {
      added.put("arguments", "").put("status", "in_progress");
    } else if (block.has("reasoning")) {
      added.putArray("summary");
    } else {
      added.putArray("content");
    }
    add(frames, "response.output_item.added", e -> e.put("output_index", index).set("item", added));
    var id = Json.text(done, "id");
    if (block.has("call")) {
      deltas(c, arguments(block), "response.function_call_arguments.delta", id, index, frames);
      add(
          frames,
          "response.function_call_arguments.done",
          e -> e.put("item_id", id).put("output_index", index).put("arguments", arguments(block)));
    } else if (block.has("reasoning")) {
      deltas(
          c,
          Json.text(block, "reasoning"),
          "response.reasoning_summary_text.delta",
          id,
          index,
          frames);
    } else if (block.has("refusal")) {
      deltas(c, Json.text(block, "refusal"), "response.refusal.delta", id, index, frames);
    } else {
      add(
          frames,
          "response.content_part.added",
          e -> e.put("output_index", index).put("content_index", 0));
      deltas(c, Json.text(block, "text"), "response.output_text.delta", id, index, frames);
      add(
          frames,
          "response.output_text.done",
          e -> e.put("output_index", index).put("text", Json.text(block, "text")));
    }
    add(frames, "response.output_item.done", e -> e.put("output_index", index).set("item", done));
  }

  private static void deltas(
      CorpusCase c, String text, String type, String id, int index, List<Frame> frames) {
    for (var piece : pieces(c, text)) {
      add(
          frames,
          type,
          e ->
              e.put("item_id", id)
                  .put("output_index", index)
                  .put("content_index", 0)
                  .put("summary_index", 0)
                  .put("delta", piece));
    }
  }

  private static ObjectNode item(JsonNode block, int index) {
    if (block.has("call")) {
      return Json.object()
          .put("id", "fc_" + index)
          .put("type", "function_call")
          .put("status", "completed")
          .put("call_id", Json.text(block, "id"))
          .put("name", Json.text(block, "call"))
          .put("arguments", arguments(block));
    }
    if (block.has("reasoning")) {
      var item = Json.object().put("id", "rs_" + index).put("type", "reasoning");
      item.putArray("summary")
          .addObject()
          .put("type", "summary_text")
          .put("text", Json.text(block, "reasoning"));
      if (block.has("sealed")) {
        item.put("encrypted_content", Json.text(block, "sealed"));
      }
      return item;
    }
    var item = Json.object().put("id", "msg_" + index).put("type", "message");
    item.put("role", "assistant").put("status", "completed");
    ArrayNode content = item.putArray("content");
    if (block.has("refusal")) {
      content.addObject().put("type", "refusal").put("refusal", Json.text(block, "refusal"));
    } else {
      content
          .addObject()
          .put("type", "output_text")
          .put("text", Json.text(block, "text"))
          .putArray("annotations");
    }
    return item;
  }

  private static void add(List<Frame> frames, String type, Consumer<ObjectNode> what) {
    var event = Json.object().put("type", type).put("sequence_number", frames.size());
    what.accept(event);
    frames.add(new Frame(type, Json.write(event)));
  }

  private static ObjectNode frame(String status) {
    return Json.object()
        .put("id", "resp_7")
        .put("object", "response")
        .put("created_at", 1700000000)
        .put("status", status)
        .put("model", "some-model");
  }

  @Override
  ObjectNode body(CorpusCase c) {
    var reason =
        switch (c.finish()) {
          case "LENGTH", "CONTEXT_WINDOW" -> "max_output_tokens";
          case "CONTENT_FILTER" -> "content_filter";
          case "REFUSAL" -> has(c, "refusal") ? "" : "content_filter";
          default -> "";
        };
    var body = frame(reason.isEmpty() ? "completed" : "incomplete");
    if (!reason.isEmpty()) {
      body.putObject("incomplete_details").put("reason", reason);
    }
    var output = body.putArray("output");
    int index = 0;
    for (var block : c.json().path("blocks")) {
      output.add(item(block, index++));
    }
    if (!c.wire("no-usage")) {
      var u = c.usage();
      var usage = body.putObject("usage");
      usage.put("input_tokens", u.prompt()).put("output_tokens", u.completion());
      usage.put("total_tokens", u.total());
      usage
          .putObject("input_tokens_details")
          .put("cached_tokens", u.cacheRead())
          .put("cache_creation_tokens", u.cacheWrite())
          .put("audio_tokens", u.audioInput());
      usage
          .putObject("output_tokens_details")
          .put("reasoning_tokens", u.reasoning())
          .put("audio_tokens", u.audioOutput());
    }
    return body;
  }
}

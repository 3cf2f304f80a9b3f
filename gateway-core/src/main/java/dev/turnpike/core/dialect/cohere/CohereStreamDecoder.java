package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.TypedFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code message-start} … {@code message-end}. Content, tool calls and the plan are counted
 * apart. Citations may come after the content they speak of has ended, so that a text stays open to
 * the end of the message.
 *
 * @see <a href="https://docs.cohere.com/v2/docs/streaming">Streaming</a> (read 2026-11-22)
 */
final class CohereStreamDecoder implements StreamDecoder {
  private static final String PLAN = "plan";

  private final ReplyContext context;

  /** Canonical numbers of open blocks, by what the provider calls them. */
  private final Map<String, Integer> open = new LinkedHashMap<>();

  private int blocks;
  private boolean called;
  private boolean over;

  CohereStreamDecoder(ReplyContext context) {
    this.context = context;
  }

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    if (over || TypedFrame.isIdle(data)) {
      return;
    }
    var frame = TypedFrame.of(event, data);
    var node = frame.node();
    var message = node.path("delta").path("message");
    int index = Json.integer(node, "index", 0);
    switch (frame.type()) {
      case TypedFrame.GARBAGE -> fail(WireError.notJson(), sink);
      case "message-start" -> sink.accept(new StreamEvent.Started(Json.text(node, "id"), "", 0));
      case "content-start", "content-delta" -> content(index, message.path("content"), sink);
      case "content-end" -> {
        // Open until the end, for the citations.
      }
      case "tool-plan-delta" -> {
        int block = block(PLAN, new Block.Reasoning("", null), sink);
        grow(block, Kind.REASONING, Json.text(message, "tool_plan"), sink);
      }
      case "tool-call-start" -> call(index, message.path("tool_calls"), sink);
      case "tool-call-delta" -> {
        var block = open.get("call" + index);
        if (block != null) {
          var function = message.path("tool_calls").path("function");
          grow(block, Kind.ARGUMENTS, Json.text(function, "arguments"), sink);
        }
      }
      case "tool-call-end" -> close("call" + index, sink);
      case "citation-start" -> cite(message.path("citations"), sink);
      case "message-end" -> end(node.path("delta"), sink);
      default -> {
        // citation-end, debug, and what came to the format later.
      }
    }
  }

  private void content(int index, JsonNode content, Consumer<StreamEvent> sink) {
    close(PLAN, sink);
    var thinking = Json.text(content, "thinking");
    if (Json.text(content, "type").equals("thinking") || !thinking.isEmpty()) {
      int block = block("content" + index, new Block.Reasoning("", null), sink);
      grow(block, Kind.REASONING, thinking, sink);
      return;
    }
    if (!open.containsKey("content" + index)) {
      // The thoughts before it are whole; only texts wait for citations.
      closeContent(index, sink);
    }
    var text = Json.text(content, "text");
    int block = block("content" + index, new Block.Text(""), sink);
    grow(block, Kind.TEXT, text, sink);
  }

  private void closeContent(int before, Consumer<StreamEvent> sink) {
    for (int i = 0; i < before; i++) {
      close("content" + i, sink);
    }
  }

  private int block(String name, Block head, Consumer<StreamEvent> sink) {
    var known = open.get(name);
    if (known != null) {
      return known;
    }
    int block = blocks++;
    open.put(name, block);
    sink.accept(new StreamEvent.BlockStarted(0, block, head));
    return block;
  }

  private void call(int index, JsonNode call, Consumer<StreamEvent> sink) {
    close(PLAN, sink);
    called = true;
    var id = Json.text(call, "id");
    var name = Json.text(call.path("function"), "name");
    var made = id.isEmpty() ? context.madeId("call_", blocks) : id;
    int block = block("call" + index, new Block.ToolUse(made, name, ""), sink);
    grow(block, Kind.ARGUMENTS, Json.text(call.path("function"), "arguments"), sink);
  }

  private void cite(JsonNode told, Consumer<StreamEvent> sink) {
    if (told instanceof ObjectNode citation) {
      var block = open.get("content" + CohereCitations.index(citation));
      if (block != null) {
        sink.accept(new StreamEvent.Cited(0, block, CohereCitations.one(citation)));
      }
    }
  }

  private static void grow(int block, Kind kind, String text, Consumer<StreamEvent> sink) {
    if (!text.isEmpty()) {
      sink.accept(new StreamEvent.Delta(0, block, kind, text));
    }
  }

  private void close(String name, Consumer<StreamEvent> sink) {
    var block = open.remove(name);
    if (block != null) {
      sink.accept(new StreamEvent.BlockEnded(0, block));
    }
  }

  private void end(JsonNode delta, Consumer<StreamEvent> sink) {
    var word = Json.text(delta, "finish_reason");
    var usage = CohereUsage.read(delta.get("usage"));
    if (usage != null) {
      sink.accept(new StreamEvent.UsageReported(usage));
    }
    var failure = CohereErrors.ofFinish(word, Json.text(delta, "error"));
    if (failure != null) {
      fail(failure, sink);
      return;
    }
    over = true;
    open.values().forEach(block -> sink.accept(new StreamEvent.BlockEnded(0, block)));
    var finish = CohereErrors.finish(word).given(called);
    sink.accept(new StreamEvent.ChoiceEnded(0, finish, null));
    sink.accept(new StreamEvent.Ended());
  }

  private void fail(WireError error, Consumer<StreamEvent> sink) {
    over = true;
    sink.accept(new StreamEvent.Failed(error));
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (!over) {
      fail(WireError.truncated(), sink);
    }
  }
}

package dev.turnpike.core.dialect.anthropic.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.content.AnthropicBlockReader;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicErrors;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicStop;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicUsage;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.TypedFrame;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code message_start} … {@code message_stop}. Counts of {@code message_delta} are
 * cumulative and may leave the input out, which then stands as {@code message_start} gave it.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming</a>
 */
public final class AnthropicStreamDecoder implements StreamDecoder {
  private final Map<Integer, Open> open = new TreeMap<>();
  private ObjectNode usage = Json.object();
  private int blocks;
  private boolean called;
  private boolean over;
  private @Nullable FinishReason finish;
  private @Nullable String stopSequence;

  /** A block under way; what only its own dialect understands is kept whole until its end. */
  private static final class Open {
    final int block;
    final @Nullable ObjectNode opaque;
    final StringBuilder input = new StringBuilder();

    Open(int block, @Nullable ObjectNode opaque) {
      this.block = block;
      this.opaque = opaque;
    }
  }

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    if (over || TypedFrame.isIdle(data)) {
      return;
    }
    var frame = TypedFrame.of(event, data);
    var node = frame.node();
    switch (frame.type()) {
      case TypedFrame.GARBAGE -> fail(WireError.notJson(), sink);
      case "message_start" -> start(node.path("message"), sink);
      case "content_block_start" -> begin(node, sink);
      case "content_block_delta" -> delta(node, sink);
      case "content_block_stop" -> stop(Json.integer(node, "index", -1), sink);
      case "message_delta" -> messageDelta(node, sink);
      case "message_stop" -> end(sink);
      case "error" -> {
        var word = Json.text(node.path("error"), "type");
        fail(AnthropicErrors.read(AnthropicErrors.statusOf(word), node), sink);
      }
      default -> {
        // ping, and whatever the vendor adds: its versioning policy says to expect new events.
      }
    }
  }

  private void start(JsonNode message, Consumer<StreamEvent> sink) {
    if (message.get("usage") instanceof ObjectNode reported) {
      usage = reported.deepCopy();
    }
    sink.accept(new StreamEvent.Started(Json.text(message, "id"), Json.text(message, "model"), 0));
  }

  private void begin(ObjectNode node, Consumer<StreamEvent> sink) {
    int index = Json.integer(node, "index", open.size());
    if (!(node.get("content_block") instanceof ObjectNode content) || open.containsKey(index)) {
      return;
    }
    int block = blocks++;
    switch (Json.text(content, "type")) {
      case "text" -> {
        open.put(index, new Open(block, null));
        sink.accept(new StreamEvent.BlockStarted(0, block, new Block.Text("")));
        grow(block, Kind.TEXT, Json.text(content, "text"), sink);
      }
      case "thinking" -> {
        open.put(index, new Open(block, null));
        sink.accept(new StreamEvent.BlockStarted(0, block, new Block.Reasoning("", null)));
        grow(block, Kind.REASONING, Json.text(content, "thinking"), sink);
        seal(block, Json.text(content, "signature"), false, sink);
      }
      case "redacted_thinking" -> {
        open.put(index, new Open(block, null));
        sink.accept(new StreamEvent.BlockStarted(0, block, new Block.Reasoning("", null)));
        seal(block, Json.text(content, "data"), true, sink);
      }
      case "tool_use" -> call(index, block, content, sink);
      default -> open.put(index, new Open(block, content));
    }
  }

  private void call(int index, int block, ObjectNode content, Consumer<StreamEvent> sink) {
    called = true;
    open.put(index, new Open(block, null));
    var id = Json.text(content, "id");
    sink.accept(
        new StreamEvent.BlockStarted(
            0,
            block,
            new Block.ToolUse(
                id.isEmpty() ? "toolu_" + block : id, Json.text(content, "name"), "")));
    // Compatible servers may give the whole input at once.
    if (content.path("input").isObject() && !content.path("input").isEmpty()) {
      grow(block, Kind.ARGUMENTS, Json.write(content.path("input")), sink);
    }
  }

  private void delta(JsonNode node, Consumer<StreamEvent> sink) {
    var at = open.get(Json.integer(node, "index", -1));
    if (at == null) {
      return;
    }
    var delta = node.path("delta");
    if (at.opaque != null) {
      at.input.append(Json.text(delta, "partial_json"));
      return;
    }
    switch (Json.text(delta, "type")) {
      case "text_delta" -> grow(at.block, Kind.TEXT, Json.text(delta, "text"), sink);
      case "thinking_delta" -> grow(at.block, Kind.REASONING, Json.text(delta, "thinking"), sink);
      case "signature_delta" -> seal(at.block, Json.text(delta, "signature"), false, sink);
      case "input_json_delta" ->
          grow(at.block, Kind.ARGUMENTS, Json.text(delta, "partial_json"), sink);
      case "citations_delta" -> {
        if (delta.get("citation") instanceof ObjectNode citation) {
          sink.accept(new StreamEvent.Cited(0, at.block, AnthropicBlockReader.citation(citation)));
        }
      }
      default -> {
        // A kind of delta that came later.
      }
    }
  }

  private static void grow(int block, Kind kind, String text, Consumer<StreamEvent> sink) {
    if (!text.isEmpty()) {
      sink.accept(new StreamEvent.Delta(0, block, kind, text));
    }
  }

  private static void seal(int block, String value, boolean encrypted, Consumer<StreamEvent> sink) {
    if (!value.isEmpty()) {
      sink.accept(
          new StreamEvent.Sealed(
              0, block, new Seal(DialectId.ANTHROPIC_MESSAGES, value, encrypted)));
    }
  }

  private void stop(int index, Consumer<StreamEvent> sink) {
    var at = open.remove(index);
    if (at == null) {
      return;
    }
    if (at.opaque != null) {
      var input = Json.objectOrNull(at.input.toString());
      if (input != null) {
        at.opaque.set("input", input);
      }
      sink.accept(
          new StreamEvent.BlockStarted(
              0,
              at.block,
              new Block.Opaque(
                  DialectId.ANTHROPIC_MESSAGES, Json.text(at.opaque, "type"), at.opaque)));
    }
    sink.accept(new StreamEvent.BlockEnded(0, at.block));
  }

  private void messageDelta(JsonNode node, Consumer<StreamEvent> sink) {
    var word = Json.text(node.path("delta"), "stop_reason");
    if (!word.isEmpty()) {
      finish = AnthropicStop.read(word);
      stopSequence = Json.textOrNull(node.path("delta"), "stop_sequence");
    }
    if (node.get("usage") instanceof ObjectNode reported) {
      reported
          .properties()
          .forEach(
              m -> {
                if (!m.getValue().isNull()) {
                  usage.set(m.getKey(), m.getValue());
                }
              });
      var read = AnthropicUsage.read(usage);
      if (read != null) {
        sink.accept(new StreamEvent.UsageReported(read));
      }
    }
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (over) {
      return;
    }
    if (finish == null) {
      fail(WireError.truncated(), sink);
      return;
    }
    over = true;
    for (var index : open.keySet().toArray(new Integer[0])) {
      stop(index, sink);
    }
    sink.accept(new StreamEvent.ChoiceEnded(0, finish.given(called), stopSequence));
    sink.accept(new StreamEvent.Ended());
  }

  private void fail(WireError error, Consumer<StreamEvent> sink) {
    over = true;
    sink.accept(new StreamEvent.Failed(error));
  }
}

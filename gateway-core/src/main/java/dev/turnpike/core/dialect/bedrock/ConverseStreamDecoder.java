package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code messageStart} … {@code messageStop}, {@code metadata}. A block of text or reasoning
 * begins with its first delta, only one of a tool has a start of its own; usage comes last, after
 * the reason to stop.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">
 *     ConverseStream</a> (read 2026-11-22)
 */
final class ConverseStreamDecoder implements StreamDecoder {
  private final ReplyContext context;

  /** Canonical numbers of the blocks that are open, by the provider's. */
  private final Map<Integer, Integer> open = new TreeMap<>();

  private int blocks;
  private boolean called;
  private boolean stopped;
  private boolean over;

  ConverseStreamDecoder(ReplyContext context) {
    this.context = context;
  }

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    if (over || event == null) {
      return;
    }
    if (event.equals(":error") || event.endsWith("Exception")) {
      fail(ConverseErrors.inStream(event, data), sink);
      return;
    }
    var node = Json.objectOrNull(data);
    if (node == null) {
      fail(WireError.invalidContent("The provider's stream holds an event that is no JSON."), sink);
      return;
    }
    switch (event) {
      case "messageStart" -> sink.accept(new StreamEvent.Started("", "", 0));
      case "contentBlockStart" -> start(node, sink);
      case "contentBlockDelta" -> delta(node, sink);
      case "contentBlockStop" -> close(index(node), sink);
      case "messageStop" -> stop(Json.text(node, "stopReason"), sink);
      case "metadata" -> metadata(node, sink);
      default -> {
        // An event that came to the format later.
      }
    }
  }

  private static int index(JsonNode node) {
    return Json.integer(node, "contentBlockIndex", 0);
  }

  private void start(JsonNode node, Consumer<StreamEvent> sink) {
    if (!(node.path("start").get("toolUse") instanceof ObjectNode use) || stopped) {
      return;
    }
    called = true;
    var id = Json.text(use, "toolUseId");
    var made = id.isEmpty() ? context.madeId("tooluse_", blocks) : id;
    block(index(node), new Block.ToolUse(made, Json.text(use, "name"), ""), sink);
  }

  /** The block's canonical number; begins it where no start did. */
  private int block(int index, Block head, Consumer<StreamEvent> sink) {
    var known = open.get(index);
    if (known != null) {
      return known;
    }
    int block = blocks++;
    open.put(index, block);
    sink.accept(new StreamEvent.BlockStarted(0, block, head));
    return block;
  }

  private void delta(JsonNode node, Consumer<StreamEvent> sink) {
    if (stopped) {
      return;
    }
    int index = index(node);
    var delta = node.path("delta");
    if (delta.has("text")) {
      grow(block(index, new Block.Text(""), sink), Kind.TEXT, Json.text(delta, "text"), sink);
    } else if (delta.has("toolUse")) {
      // Without its start there is no name to call it by.
      if (open.containsKey(index)) {
        grow(open.get(index), Kind.ARGUMENTS, Json.text(delta.path("toolUse"), "input"), sink);
      }
    } else if (delta.has("reasoningContent")) {
      reasoning(
          block(index, new Block.Reasoning("", null), sink), delta.path("reasoningContent"), sink);
    } else if (delta.get("citation") instanceof ObjectNode citation) {
      int block = block(index, new Block.Text(""), sink);
      sink.accept(new StreamEvent.Cited(0, block, ConverseCitations.one(citation)));
    }
  }

  private static void reasoning(int block, JsonNode delta, Consumer<StreamEvent> sink) {
    grow(block, Kind.REASONING, Json.text(delta, "text"), sink);
    seal(block, Json.text(delta, "signature"), false, sink);
    seal(block, Json.text(delta, "redactedContent"), true, sink);
  }

  private static void grow(int block, Kind kind, String text, Consumer<StreamEvent> sink) {
    if (!text.isEmpty()) {
      sink.accept(new StreamEvent.Delta(0, block, kind, text));
    }
  }

  private static void seal(int block, String value, boolean encrypted, Consumer<StreamEvent> sink) {
    if (!value.isEmpty()) {
      var seal = new Seal(DialectId.BEDROCK_CONVERSE, value, encrypted);
      sink.accept(new StreamEvent.Sealed(0, block, seal));
    }
  }

  private void close(int index, Consumer<StreamEvent> sink) {
    var block = open.remove(index);
    if (block != null) {
      sink.accept(new StreamEvent.BlockEnded(0, block));
    }
  }

  private void stop(String word, Consumer<StreamEvent> sink) {
    if (stopped) {
      return;
    }
    stopped = true;
    new ArrayList<>(open.keySet()).forEach(index -> close(index, sink));
    FinishReason finish = ConverseStop.read(word).given(called);
    sink.accept(new StreamEvent.ChoiceEnded(0, finish, null));
  }

  private void metadata(JsonNode node, Consumer<StreamEvent> sink) {
    var usage = ConverseUsage.read(node.get("usage"));
    if (usage != null) {
      sink.accept(new StreamEvent.UsageReported(usage));
    }
    if (stopped) {
      over = true;
      sink.accept(new StreamEvent.Ended());
    }
  }

  private void fail(WireError error, Consumer<StreamEvent> sink) {
    over = true;
    sink.accept(new StreamEvent.Failed(error));
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (over) {
      return;
    }
    over = true;
    sink.accept(stopped ? new StreamEvent.Ended() : new StreamEvent.Failed(WireError.truncated()));
  }
}

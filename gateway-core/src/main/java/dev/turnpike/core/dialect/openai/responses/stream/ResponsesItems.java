package dev.turnpike.core.dialect.openai.responses.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesReasoning;
import dev.turnpike.core.dialect.openai.responses.reply.ResponsesReplyReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which output items and parts of a streamed response are open, and as which blocks. */
final class ResponsesItems {
  private final ReplyContext context;
  private final Map<Integer, Map<Integer, Integer>> open = new TreeMap<>();
  private final Map<Integer, Integer> summaryOf = new TreeMap<>();
  private final Set<Integer> grown = new HashSet<>();
  private final Set<Integer> finished = new HashSet<>();
  private Consumer<StreamEvent> sink = event -> {};
  private int blocks;
  private boolean called;
  private boolean refused;
  private boolean tokensSeen;

  ResponsesItems(ReplyContext context) {
    this.context = context;
  }

  void to(Consumer<StreamEvent> receiver) {
    sink = receiver;
  }

  boolean called() {
    return called;
  }

  boolean refused() {
    return refused;
  }

  void tokensSeen() {
    tokensSeen = true;
  }

  /** The block of a part of an item, begun when it is new. */
  private int block(int item, int part, Block head) {
    var parts = open.computeIfAbsent(item, i -> new TreeMap<>());
    var known = parts.get(part);
    if (known != null) {
      return known;
    }
    int block = blocks++;
    parts.put(part, block);
    sink.accept(new StreamEvent.BlockStarted(0, block, head));
    return block;
  }

  private void grow(int item, int block, Kind kind, String text) {
    if (!text.isEmpty()) {
      grown.add(item);
      sink.accept(new StreamEvent.Delta(0, block, kind, text));
    }
  }

  void added(int item, JsonNode node) {
    if (node instanceof ObjectNode object
        && Json.text(node, "type").equals("function_call")
        && !open.containsKey(item)
        && !finished.contains(item)) {
      called = true;
      var call = ResponsesReplyReader.call(object, item, context);
      int block = block(item, 0, new Block.ToolUse(call.id(), call.name(), ""));
      grow(item, block, Kind.ARGUMENTS, call.arguments());
    }
  }

  void text(int item, int part, String delta) {
    if (!delta.isEmpty()) {
      grow(item, block(item, part, new Block.Text("")), Kind.TEXT, delta);
    }
  }

  void refusal(int item, int part, String delta) {
    refused = true;
    grow(item, block(item, part, new Block.Refusal("")), Kind.REFUSAL, delta);
  }

  void cite(int item, int part, Citation citation) {
    int block = block(item, part, new Block.Text(""));
    sink.accept(new StreamEvent.Cited(0, block, citation));
  }

  /** Parts of a summary are paragraphs of one block. */
  void reasoning(int item, int summary, String delta) {
    int block = block(item, 0, new Block.Reasoning("", null));
    Integer before = summaryOf.put(item, summary);
    if (before != null && before != summary) {
      grow(item, block, Kind.REASONING, ResponsesReasoning.BETWEEN);
    }
    grow(item, block, Kind.REASONING, delta);
  }

  void arguments(int item, String delta) {
    var parts = open.get(item);
    if (parts != null && parts.get(0) != null) {
      grow(item, parts.get(0), Kind.ARGUMENTS, delta);
    }
  }

  /** Some servers send the arguments only when they are whole. */
  void allArguments(int item, String arguments) {
    if (!grown.contains(item)) {
      arguments(item, arguments);
    }
  }

  void done(int item, JsonNode node) {
    if (!(node instanceof ObjectNode object) || finished.contains(item)) {
      return;
    }
    var type = Json.text(node, "type");
    switch (type) {
      case "function_call" -> {
        added(item, object);
        allArguments(item, Json.text(object, "arguments"));
      }
      case "reasoning" -> {
        var whole = ResponsesReasoning.read(object);
        if (!grown.contains(item) && !whole.text().isEmpty()) {
          reasoning(item, 0, whole.text());
        }
        if (whole.seal() != null) {
          int block = block(item, 0, new Block.Reasoning("", null));
          sink.accept(new StreamEvent.Sealed(0, block, whole.seal()));
        }
      }
      default -> {
        if (!open.containsKey(item)) {
          whole(object);
        }
      }
    }
    end(item);
  }

  /** An item that sent no deltas. */
  private void whole(ObjectNode object) {
    var found = new ArrayList<Block>();
    var logprobs = Json.array();
    ResponsesReplyReader.item(object, found, logprobs, context);
    for (var block : found) {
      int at = blocks++;
      refused |= block instanceof Block.Refusal;
      switch (block) {
        case Block.Text(var text, var citations, var mark) -> {
          sink.accept(new StreamEvent.BlockStarted(0, at, new Block.Text("")));
          sink.accept(new StreamEvent.Delta(0, at, Kind.TEXT, text));
          citations.forEach(c -> sink.accept(new StreamEvent.Cited(0, at, c)));
        }
        case Block.Refusal(var text) -> {
          sink.accept(new StreamEvent.BlockStarted(0, at, new Block.Refusal("")));
          sink.accept(new StreamEvent.Delta(0, at, Kind.REFUSAL, text));
        }
        default -> sink.accept(new StreamEvent.BlockStarted(0, at, block));
      }
      sink.accept(new StreamEvent.BlockEnded(0, at));
    }
    if (!logprobs.isEmpty() && !tokensSeen) {
      sink.accept(new StreamEvent.Logprobs(0, logprobs));
    }
  }

  private void end(int item) {
    finished.add(item);
    var parts = open.remove(item);
    if (parts != null) {
      parts.values().forEach(block -> sink.accept(new StreamEvent.BlockEnded(0, block)));
    }
  }

  /** Ends what the stream left open. */
  void close() {
    for (var item : open.keySet().toArray(new Integer[0])) {
      end(item);
    }
  }
}

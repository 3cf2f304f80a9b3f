package dev.turnpike.core.dialect.anthropic.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicReply;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The events of one content block, kept until it is the block's turn. */
final class AnthropicBlockStream {
  private final List<ObjectNode> ready = new ArrayList<>();
  private boolean begun;
  private boolean ended;

  AnthropicBlockStream(Block head) {
    switch (head) {
      case Block.Text t -> start("text").put("text", "");
      case Block.Refusal r -> start("text").put("text", "");
      case Block.ToolUse use ->
          start("tool_use").put("id", use.id()).put("name", use.name()).putObject("input");
      case Block.Opaque opaque -> opaque(opaque);
      // Whether thinking is shown or redacted is known with its first piece.
      case Block.Reasoning r -> {}
      case Block.Media m -> {}
      case Block.ToolResult r -> {}
    }
  }

  private ObjectNode start(String type) {
    begun = true;
    var event = Json.object().put("type", "content_block_start").put("index", 0);
    ready.add(event);
    return event.putObject("content_block").put("type", type);
  }

  private void opaque(Block.Opaque opaque) {
    begun = true;
    var event = Json.object().put("type", "content_block_start").put("index", 0);
    event.set("content_block", opaque.json());
    ready.add(event);
  }

  private ObjectNode delta(String type) {
    var event = Json.object().put("type", "content_block_delta").put("index", 0);
    ready.add(event);
    return event.putObject("delta").put("type", type);
  }

  private void thinking() {
    if (!begun) {
      start("thinking").put("thinking", "").put("signature", "");
    }
  }

  void add(StreamEvent event) {
    switch (event) {
      case StreamEvent.Delta d -> grow(d);
      case StreamEvent.Sealed s -> seal(s.seal());
      case StreamEvent.Cited c -> {
        var citations = Json.array();
        AnthropicReply.citation(c.citation(), citations);
        if (!citations.isEmpty()) {
          delta("citations_delta").set("citation", citations.get(0));
        }
      }
      case StreamEvent.BlockEnded e -> {
        ended = true;
        if (begun) {
          ready.add(Json.object().put("type", "content_block_stop").put("index", 0));
        }
      }
      default -> {
        // Nothing else concerns one block.
      }
    }
  }

  private void grow(StreamEvent.Delta grown) {
    switch (grown.kind()) {
      case TEXT, REFUSAL -> delta("text_delta").put("text", grown.text());
      case ARGUMENTS -> delta("input_json_delta").put("partial_json", grown.text());
      case REASONING -> {
        thinking();
        delta("thinking_delta").put("thinking", grown.text());
      }
    }
  }

  private void seal(Seal seal) {
    boolean own = seal.origin() == DialectId.ANTHROPIC_MESSAGES;
    var value = seal.inside(DialectId.ANTHROPIC_MESSAGES);
    if (!begun && (seal.encrypted() || !own)) {
      start("redacted_thinking").put("data", value);
      return;
    }
    thinking();
    delta("signature_delta").put("signature", value);
  }

  /** Moves what can be written now; answers whether the block has ended. */
  boolean take(List<ObjectNode> into) {
    into.addAll(ready);
    ready.clear();
    return ended;
  }

  /** Whether the caller has seen the block. */
  boolean begun() {
    return begun;
  }
}

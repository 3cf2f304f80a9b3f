package dev.turnpike.core.dialect.openai.responses.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesAnnotations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one output item. */
final class ResponsesItemStream {
  private final ResponsesStreamEncoder stream;
  private final Block head;
  private final int position;
  private final String id;
  private final StringBuilder text = new StringBuilder();
  private final List<Citation> citations = new ArrayList<>();
  private boolean summaryOpen;
  private @Nullable Seal seal;

  ResponsesItemStream(ResponsesStreamEncoder stream, Block head, int position, String id) {
    this.stream = stream;
    this.head = head;
    this.position = position;
    this.id = id;
  }

  int position() {
    return position;
  }

  String id() {
    return id;
  }

  void begin(ObjectNode item, StringBuilder out) {
    if (isMessage()) {
      item.putArray("content");
    }
    var added = stream.event("response.output_item.added").put("output_index", position);
    added.set("item", item);
    stream.frame(added, out);
    if (isMessage()) {
      part("response.content_part.added", emptyPart(), out);
    }
  }

  private boolean isMessage() {
    return head instanceof Block.Text || head instanceof Block.Refusal;
  }

  private ObjectNode emptyPart() {
    if (head instanceof Block.Refusal) {
      return Json.object().put("type", "refusal").put("refusal", "");
    }
    var part = Json.object().put("type", "output_text").put("text", "");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part;
  }

  /** An event that names this item and the one part it has. */
  private ObjectNode ofPart(String type) {
    return stream
        .event(type)
        .put("item_id", id)
        .put("output_index", position)
        .put("content_index", 0);
  }

  private ObjectNode ofSummary(String type) {
    return stream
        .event(type)
        .put("item_id", id)
        .put("output_index", position)
        .put("summary_index", 0);
  }

  private void part(String type, ObjectNode part, StringBuilder out) {
    var event = ofPart(type);
    event.set("part", part);
    stream.frame(event, out);
  }

  void grow(StreamEvent.Delta grown, StringBuilder out) {
    text.append(grown.text());
    switch (grown.kind()) {
      case TEXT -> {
        var event = ofPart("response.output_text.delta").put("delta", grown.text());
        event.putArray("logprobs");
        stream.frame(event, out);
      }
      case REFUSAL ->
          stream.frame(ofPart("response.refusal.delta").put("delta", grown.text()), out);
      case ARGUMENTS ->
          stream.frame(
              stream
                  .event("response.function_call_arguments.delta")
                  .put("item_id", id)
                  .put("output_index", position)
                  .put("delta", grown.text()),
              out);
      case REASONING -> {
        if (!summaryOpen) {
          summaryOpen = true;
          summary("response.reasoning_summary_part.added", "", out);
        }
        stream.frame(
            ofSummary("response.reasoning_summary_text.delta").put("delta", grown.text()), out);
      }
    }
  }

  private void summary(String type, String words, StringBuilder out) {
    var event = ofSummary(type);
    event.putObject("part").put("type", "summary_text").put("text", words);
    stream.frame(event, out);
  }

  void seal(Seal given) {
    seal = given;
  }

  void cite(Citation citation, Drops drops, StringBuilder out) {
    var annotations = Json.array();
    ResponsesAnnotations.write(citation, annotations, drops);
    if (!annotations.isEmpty()) {
      var event =
          ofPart("response.output_text.annotation.added").put("annotation_index", citations.size());
      event.set("annotation", annotations.get(0));
      stream.frame(event, out);
      citations.add(citation);
    }
  }

  /** The block with all that came. */
  Block whole() {
    return switch (head) {
      case Block.Text t -> new Block.Text(text.toString(), citations, null);
      case Block.Refusal r -> new Block.Refusal(text.toString());
      case Block.Reasoning r -> new Block.Reasoning(text.toString(), seal);
      case Block.ToolUse use -> new Block.ToolUse(use.id(), use.name(), text.toString());
      default -> head;
    };
  }

  void end(ObjectNode item, ArrayNode logprobs, StringBuilder out) {
    switch (head) {
      case Block.Text t -> {
        var part = (ObjectNode) item.path("content").path(0);
        if (!logprobs.isEmpty()) {
          part.set("logprobs", logprobs.deepCopy());
          logprobs.removeAll();
        }
        var done = ofPart("response.output_text.done").put("text", text.toString());
        done.set("logprobs", part.path("logprobs"));
        stream.frame(done, out);
        part("response.content_part.done", part, out);
      }
      case Block.Refusal r -> {
        stream.frame(ofPart("response.refusal.done").put("refusal", text.toString()), out);
        part("response.content_part.done", (ObjectNode) item.path("content").path(0), out);
      }
      case Block.ToolUse use ->
          stream.frame(
              stream
                  .event("response.function_call_arguments.done")
                  .put("item_id", id)
                  .put("output_index", position)
                  .put("name", use.name())
                  .put("arguments", text.toString()),
              out);
      case Block.Reasoning r -> {
        if (summaryOpen) {
          stream.frame(
              ofSummary("response.reasoning_summary_text.done").put("text", text.toString()), out);
          summary("response.reasoning_summary_part.done", text.toString(), out);
        }
      }
      default -> {
        // Media and items of the same dialect come whole.
      }
    }
    var done = stream.event("response.output_item.done").put("output_index", position);
    done.set("item", item);
    stream.frame(done, out);
  }
}

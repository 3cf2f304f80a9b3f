package dev.turnpike.core.dialect.openai.responses.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.TypedFrame;
import dev.turnpike.core.dialect.openai.OpenAiErrors;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesPartReader;
import dev.turnpike.core.dialect.openai.responses.reply.ResponsesFinish;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a response. What an event announces twice (as delta and in the finished item)
 * is taken once; servers that leave out the deltas are read from the items, or from the last event.
 */
public final class ResponsesStreamDecoder implements StreamDecoder {
  private final ResponsesItems items;
  private boolean started;
  private boolean over;

  public ResponsesStreamDecoder(ReplyContext context) {
    this.items = new ResponsesItems(context);
  }

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    if (over || TypedFrame.isIdle(data)) {
      return;
    }
    var frame = TypedFrame.of(event, data);
    items.to(sink);
    take(frame.type(), frame.node(), sink);
  }

  private void take(String type, ObjectNode node, Consumer<StreamEvent> sink) {
    switch (type) {
      case TypedFrame.GARBAGE -> fail(WireError.notJson(), sink);
      case "response.created", "response.in_progress", "response.queued" ->
          start(node.path("response"), sink);
      case "response.output_item.added" -> items.added(index(node), node.path("item"));
      case "response.output_item.done" -> items.done(index(node), node.path("item"));
      case "response.output_text.delta" -> {
        items.text(index(node), part(node), Json.text(node, "delta"));
        if (node.get("logprobs") instanceof ArrayNode tokens && !tokens.isEmpty()) {
          sink.accept(new StreamEvent.Logprobs(0, tokens));
          items.tokensSeen();
        }
      }
      case "response.output_text.annotation.added" -> {
        if (node.get("annotation") instanceof ObjectNode annotation) {
          items.cite(index(node), part(node), ResponsesPartReader.citation(annotation));
        }
      }
      case "response.refusal.delta" ->
          items.refusal(index(node), part(node), Json.text(node, "delta"));
      case "response.reasoning_summary_text.delta" ->
          items.reasoning(
              index(node), Json.integer(node, "summary_index", 0), Json.text(node, "delta"));
      case "response.reasoning_text.delta" ->
          items.reasoning(index(node), part(node), Json.text(node, "delta"));
      case "response.function_call_arguments.delta" ->
          items.arguments(index(node), Json.text(node, "delta"));
      case "response.function_call_arguments.done" ->
          items.allArguments(index(node), Json.text(node, "arguments"));
      case "response.completed", "response.incomplete" -> finish(node.path("response"), sink);
      case "response.failed" -> failed(node.path("response").path("error"), sink);
      case "error" -> failed(node.path("error").isObject() ? node.path("error") : node, sink);
      default -> {
        // Repetitions (… .done), progress of hosted tools, and what comes later.
        if (node.path("error").isObject()) {
          failed(node.path("error"), sink);
        }
      }
    }
  }

  private static int index(JsonNode node) {
    return Math.max(0, Json.integer(node, "output_index", 0));
  }

  private static int part(JsonNode node) {
    return Math.max(0, Json.integer(node, "content_index", 0));
  }

  private void start(JsonNode response, Consumer<StreamEvent> sink) {
    if (!started) {
      started = true;
      sink.accept(
          new StreamEvent.Started(
              Json.text(response, "id"),
              Json.text(response, "model"),
              Json.count(response, "created_at")));
    }
  }

  private void finish(JsonNode response, Consumer<StreamEvent> sink) {
    start(response, sink);
    over = true;
    int index = 0;
    for (var item : response.path("output")) {
      items.done(index++, item);
    }
    items.close();
    sink.accept(
        new StreamEvent.ChoiceEnded(
            0, ResponsesFinish.read(response, items.called(), items.refused()), null));
    var usage = OpenAiUsage.readResponses(response.get("usage"));
    if (usage != null) {
      sink.accept(new StreamEvent.UsageReported(usage));
    }
    sink.accept(new StreamEvent.Ended());
  }

  private void failed(JsonNode error, Consumer<StreamEvent> sink) {
    fail(OpenAiErrors.inStream(error), sink);
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (!over) {
      fail(WireError.truncated(), sink);
    }
  }

  private void fail(WireError error, Consumer<StreamEvent> sink) {
    over = true;
    sink.accept(new StreamEvent.Failed(error));
  }
}

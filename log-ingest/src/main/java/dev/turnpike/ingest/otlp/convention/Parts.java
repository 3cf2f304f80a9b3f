package dev.turnpike.ingest.otlp.convention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of parts, OpenTelemetry's present form, as messages of the chat form.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-input-messages.json">Schema
 *     of the messages</a>
 */
final class Parts {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Parts() {}

  /** A message; the answers of several tools are one message each in the chat form. */
  static List<JsonNode> messages(JsonNode message) {
    var messages = new ArrayList<JsonNode>();
    var said = JSON.arrayNode();
    for (var part : message.path("parts")) {
      if (part.path("type").asText().equals("tool_call_response")) {
        var answer = JSON.objectNode().put("role", "tool");
        answer.set("tool_call_id", part.path("id"));
        var result = part.has("response") ? part.get("response") : part.path("result");
        answer.put("content", result.isTextual() ? result.textValue() : result.toString());
        messages.add(answer);
      } else {
        said.add(part);
      }
    }
    if (messages.isEmpty() || !said.isEmpty()) {
      var spoken = message(message.path("role").asText("user"), said);
      if (message.has("finish_reason")) {
        spoken.set("finish_reason", message.get("finish_reason"));
      }
      messages.addFirst(spoken);
    }
    return messages;
  }

  static ObjectNode message(String role, JsonNode parts) {
    var message = JSON.objectNode().put("role", role);
    var texts = new ArrayList<String>();
    var others = JSON.arrayNode();
    var calls = JSON.arrayNode();
    for (var part : parts) {
      switch (part.path("type").asText("")) {
        case "text" -> texts.add(part.path("content").asText(""));
        case "reasoning" -> message.set("reasoning", part.path("content"));
        case "tool_call" ->
            calls.add(call(part.path("id"), part.path("name").asText(""), part.path("arguments")));
        default -> others.add(part);
      }
    }
    content(message, texts, others);
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return message;
  }

  private static void content(ObjectNode message, List<String> texts, ArrayNode others) {
    if (others.isEmpty()) {
      if (!texts.isEmpty()) {
        message.put("content", String.join("\n", texts));
      }
      return;
    }
    var content = message.putArray("content");
    texts.forEach(text -> content.addObject().put("type", "text").put("text", text));
    others.forEach(content::add);
  }

  static JsonNode call(JsonNode id, String name, JsonNode arguments) {
    var call = JSON.objectNode();
    call.set("id", id.isMissingNode() ? JSON.nullNode() : id);
    call.put("type", "function");
    var text = arguments.isTextual() ? arguments.textValue() : arguments.toString();
    call.putObject("function").put("name", name).put("arguments", text);
    return call;
  }
}

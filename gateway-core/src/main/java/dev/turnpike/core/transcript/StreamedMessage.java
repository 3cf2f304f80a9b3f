package dev.turnpike.core.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the first choice of a chat stream together again. Not thread-safe. */
final class StreamedMessage {
  private final JsonMapper mapper;
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final Map<Integer, ToolCall> toolCalls = new TreeMap<>();
  private String role = "assistant";
  private boolean started;

  StreamedMessage(JsonMapper mapper) {
    this.mapper = mapper;
  }

  private static final class ToolCall {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  /** The {@code choices} of one chunk. */
  void add(JsonNode choices) {
    for (var choice : choices) {
      if (choice.path("index").asInt(0) == 0 && choice.path("delta").isObject()) {
        started = true;
        delta(choice.path("delta"));
      }
    }
  }

  private void delta(JsonNode delta) {
    role = delta.path("role").asText(role);
    for (var member : delta.properties()) {
      if (member.getValue().isTextual() && !member.getKey().equals("role")) {
        texts
            .computeIfAbsent(member.getKey(), name -> new StringBuilder())
            .append(member.getValue().textValue());
      }
    }
    for (var part : delta.path("tool_calls")) {
      var call = toolCalls.computeIfAbsent(part.path("index").asInt(0), index -> new ToolCall());
      call.id += part.path("id").asText("");
      call.name += part.path("function").path("name").asText("");
      call.arguments.append(part.path("function").path("arguments").asText(""));
    }
  }

  /** The message; empty when no chunk held any of it. */
  Optional<JsonNode> json() {
    if (!started) {
      return Optional.empty();
    }
    ObjectNode message = mapper.createObjectNode().put("role", role);
    message.putNull("content");
    texts.forEach((name, text) -> message.put(name, text.toString()));
    if (!toolCalls.isEmpty()) {
      var calls = message.putArray("tool_calls");
      toolCalls.values().forEach(call -> write(call, calls.addObject()));
    }
    return Optional.of(message);
  }

  private static void write(ToolCall call, ObjectNode target) {
    target.put("id", call.id).put("type", "function");
    target.putObject("function").put("name", call.name).put("arguments", call.arguments.toString());
  }
}

package dev.turnpike.core.transcript;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the first choice of a chat stream together again, without trees. Not thread-safe. */
final class StreamedMessage {
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final Map<Integer, ToolCall> toolCalls = new TreeMap<>();

  /** Of the choice being read: whose it is may stand behind it. Name, text, name, text … */
  private final List<String> newTexts = new ArrayList<>();

  private final List<ToolCall> newCalls = new ArrayList<>();
  private String role = "assistant";
  private boolean started;

  private static final class ToolCall {
    private int index;
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  /**
   * The {@code choices} of one chunk; the parser stands at their start, and is left at their end.
   */
  void add(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        choice(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void choice(JsonParser json) throws IOException {
    newTexts.clear();
    newCalls.clear();
    int index = 0;
    boolean delta = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (name.equals("index") && token == JsonToken.VALUE_NUMBER_INT) {
        index = json.getIntValue();
      } else if (name.equals("delta") && token == JsonToken.START_OBJECT) {
        delta = true;
        delta(json);
      } else {
        json.skipChildren();
      }
    }
    if (delta && index == 0) {
      started = true;
      take();
    }
  }

  private void delta(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        newTexts.add(name);
        newTexts.add(json.getText());
      } else if (name.equals("tool_calls") && token == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (json.currentToken() == JsonToken.START_OBJECT) {
            newCalls.add(toolCall(json));
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private static ToolCall toolCall(JsonParser json) throws IOException {
    var call = new ToolCall();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (name.equals("index") && token == JsonToken.VALUE_NUMBER_INT) {
        call.index = json.getIntValue();
      } else if (name.equals("id") && token == JsonToken.VALUE_STRING) {
        call.id = json.getText();
      } else if (name.equals("function") && token == JsonToken.START_OBJECT) {
        function(json, call);
      } else {
        json.skipChildren();
      }
    }
    return call;
  }

  private static void function(JsonParser json, ToolCall call) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      boolean text = json.nextToken() == JsonToken.VALUE_STRING;
      if (text && name.equals("name")) {
        call.name = json.getText();
      } else if (text && name.equals("arguments")) {
        call.arguments.append(json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private void take() {
    for (int i = 0; i < newTexts.size(); i += 2) {
      var text = newTexts.get(i + 1);
      if (newTexts.get(i).equals("role")) {
        role = text;
      } else {
        texts.computeIfAbsent(newTexts.get(i), name -> new StringBuilder()).append(text);
      }
    }
    for (var part : newCalls) {
      var call = toolCalls.computeIfAbsent(part.index, index -> new ToolCall());
      call.id += part.id;
      call.name += part.name;
      call.arguments.append(part.arguments);
    }
  }

  /** The message; absent when no chunk held any of it. */
  @Nullable String json() {
    if (!started) {
      return null;
    }
    ObjectNode message = Json.object().put("role", role);
    message.putNull("content");
    texts.forEach((name, text) -> message.put(name, text.toString()));
    if (!toolCalls.isEmpty()) {
      var calls = message.putArray("tool_calls");
      toolCalls.values().forEach(call -> write(call, calls.addObject()));
    }
    return Json.write(message);
  }

  private static void write(ToolCall call, ObjectNode target) {
    target.put("id", call.id).put("type", "function");
    target.putObject("function").put("name", call.name).put("arguments", call.arguments.toString());
  }
}

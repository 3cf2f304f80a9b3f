package dev.turnpike.console.logs.detail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.console.logs.detail.Conversation.Tool;
import dev.turnpike.console.logs.detail.Conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a stream's events together again, as kept in a log, into the one message they told. */
final class StreamedAnswer {
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, StringBuilder> names = new TreeMap<>();
  private final Map<Integer, StringBuilder> arguments = new TreeMap<>();

  private StreamedAnswer() {}

  /** Empty when the body holds no event that says anything. */
  static Optional<Turn> read(String events) {
    var answer = new StreamedAnswer();
    events
        .lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> Conversation.read(line.substring(5)))
        .forEach(answer::add);
    if (answer.text.isEmpty() && answer.names.isEmpty()) {
      return Optional.empty();
    }
    List<Tool> tools = new ArrayList<>();
    answer.names.forEach(
        (index, name) ->
            tools.add(
                new Tool(
                    name.toString(),
                    answer.arguments.getOrDefault(index, new StringBuilder()).toString())));
    return Optional.of(new Turn("assistant", answer.text.toString(), tools));
  }

  private void add(JsonNode event) {
    // OpenAI chat.
    var delta = event.path("choices").path(0).path("delta");
    text.append(delta.path("content").asText(""));
    for (var call : delta.path("tool_calls")) {
      var index = call.path("index").asInt();
      append(names, index, call.path("function").path("name"));
      append(arguments, index, call.path("function").path("arguments"));
    }
    // Anthropic messages, OpenAI responses, Gemini.
    var inner = event.path("delta");
    text.append(inner.isTextual() ? inner.asText() : inner.path("text").asText(""));
    var block = event.path("content_block");
    if (block.path("type").asText("").equals("tool_use")) {
      append(names, event.path("index").asInt(), block.path("name"));
    }
    append(arguments, event.path("index").asInt(), inner.path("partial_json"));
    event
        .path("candidates")
        .path(0)
        .path("content")
        .path("parts")
        .forEach(part -> text.append(part.path("text").asText("")));
  }

  private static void append(Map<Integer, StringBuilder> all, int index, JsonNode piece) {
    if (piece.isTextual()) {
      all.computeIfAbsent(index, i -> new StringBuilder()).append(piece.asText());
    }
  }
}

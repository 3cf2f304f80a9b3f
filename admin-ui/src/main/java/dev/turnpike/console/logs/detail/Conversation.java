package dev.turnpike.console.logs.detail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.turnpike.core.span.Span;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call read as a conversation: from the messages a client logged, else from the bodies. What is
 * not understood is left to the raw bodies beside it; nothing here ever fails.
 */
@TemplateData
public record Conversation(List<Turn> turns) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One message.
   *
   * @param role as the wire names it
   * @param text what was said; empty when there were only tool calls
   * @param tools calls of tools, folded on the page
   * @param media images and the like, by what identifies them
   */
  @TemplateData
  public record Turn(String role, String text, List<Tool> tools, List<Media> media) {
    public Turn {
      tools = List.copyOf(tools);
      media = List.copyOf(media);
    }

    Turn(String role, String text, List<Tool> tools) {
      this(role, text, tools, List.of());
    }

    /** The role as a class name: nothing of the caller's gets into the page's structure. */
    public String kind() {
      return switch (role) {
        case "assistant", "model" -> "assistant";
        case "system", "developer" -> "system";
        case "tool", "function" -> "tool";
        default -> "user";
      };
    }
  }

  /** A tool that was called. */
  @TemplateData
  public record Tool(String name, String arguments) {}

  public static Conversation of(Span span) {
    var content = span.content();
    var turns = new ArrayList<Turn>();
    var prompt = read(content.promptMessages());
    var request = read(content.request());
    if (prompt.isArray()) {
      prompt.forEach(m -> turns.add(turn(m, "user")));
    } else {
      fromRequest(request, turns);
    }
    var completion = read(content.completionMessage());
    if (!completion.isMissingNode() && !completion.isNull()) {
      turns.add(turn(completion, "assistant"));
    } else {
      fromResponse(content.response(), turns);
    }
    if (turns.isEmpty()) {
      addText(turns, "user", content.input());
      addText(turns, "assistant", content.output());
    }
    return new Conversation(List.copyOf(turns));
  }

  private static void fromRequest(JsonNode request, List<Turn> turns) {
    var system = request.path("system");
    if (!system.isMissingNode()) {
      turns.add(new Turn("system", said(system), List.of()));
    }
    request.path("messages").forEach(m -> turns.add(turn(m, "user")));
    request.path("contents").forEach(m -> turns.add(ofParts(m, role(m, "user"))));
    var input = request.path("input");
    if (input.isTextual()) {
      turns.add(new Turn("user", input.asText(), List.of()));
    } else {
      input.forEach(
          m ->
              turns.add(m.isTextual() ? new Turn("user", m.asText(), List.of()) : turn(m, "user")));
    }
  }

  private static void fromResponse(@Nullable String body, List<Turn> turns) {
    if (body == null) {
      return;
    }
    var response = read(body);
    if (response.isMissingNode()) {
      StreamedAnswer.read(body).ifPresent(turns::add);
      return;
    }
    response.path("choices").forEach(c -> turns.add(turn(c.path("message"), "assistant")));
    if (response.path("content").isArray()) {
      turns.add(turn(response, "assistant"));
    }
    response.path("candidates").forEach(c -> turns.add(ofParts(c.path("content"), "assistant")));
    response.path("output").forEach(o -> turns.add(turn(o, "assistant")));
  }

  static Turn turn(JsonNode message, String role) {
    if (message.isTextual()) {
      return new Turn(role, message.asText(), List.of());
    }
    var tools = new ArrayList<Tool>();
    message
        .path("tool_calls")
        .forEach(
            t ->
                tools.add(
                    new Tool(
                        t.path("function").path("name").asText(""),
                        t.path("function").path("arguments").asText(""))));
    message
        .path("content")
        .forEach(
            part -> {
              if (part.path("type").asText("").equals("tool_use")) {
                tools.add(new Tool(part.path("name").asText(""), part.path("input").toString()));
              }
            });
    return new Turn(
        role(message, role), said(message.path("content")), tools, media(message.path("content")));
  }

  /** A message in Google's form. */
  private static Turn ofParts(JsonNode message, String role) {
    var tools = new ArrayList<Tool>();
    for (var part : message.path("parts")) {
      var call = part.path("functionCall");
      if (call.isObject()) {
        tools.add(new Tool(call.path("name").asText(""), call.path("args").toString()));
      }
    }
    return new Turn(role, said(message.path("parts")), tools, media(message.path("parts")));
  }

  private static List<Media> media(JsonNode content) {
    var all = new ArrayList<Media>();
    if (content.isArray()) {
      content.forEach(part -> all.addAll(Media.in(part)));
    }
    return all;
  }

  private static String role(JsonNode message, String otherwise) {
    return message.path("role").asText(otherwise);
  }

  /** The text of a content, be it a text or a list of parts; other parts by their kind. */
  private static String said(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    var lines = new ArrayList<String>();
    content.forEach(
        part -> {
          var type = part.path("type").asText("");
          if (part.isTextual()) {
            lines.add(part.asText());
          } else if (part.path("text").isTextual()) {
            lines.add(part.path("text").asText());
          } else if (type.equals("tool_result")) {
            lines.add(said(part.path("content")));
          } else if (!type.isEmpty() && !type.equals("tool_use") && Media.in(part).isEmpty()) {
            lines.add("[" + type + "]");
          }
        });
    return String.join("\n", lines);
  }

  private static void addText(List<Turn> turns, String role, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      turns.add(new Turn(role, text, List.of()));
    }
  }

  static JsonNode read(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}

package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as the vendor's documents say to read it; apart from the product's own readers, whose
 * writing it is there to check.
 */
public record Arrived(DialectId dialect, ObjectNode body) {

  /** Pictures that stand in the request, in base64. */
  public List<String> pictures() {
    return switch (dialect) {
      case ANTHROPIC_MESSAGES -> texts(body.findValues("source"), "data");
      case GEMINI_GENERATE -> texts(body.findValues("inlineData"), "data");
      case OPENAI_RESPONSES ->
          body.findValuesAsText("image_url").stream().map(Arrived::ofDataUrl).toList();
      default ->
          texts(body.findValues("image_url"), "url").stream().map(Arrived::ofDataUrl).toList();
    };
  }

  /** Names of the functions, each with the names of its parameters. */
  public List<String> tools() {
    var found = new ArrayList<String>();
    for (var tool : body.path("tools")) {
      switch (dialect) {
        case ANTHROPIC_MESSAGES -> found.add(tool(tool, "input_schema"));
        case GEMINI_GENERATE ->
            tool.path("functionDeclarations")
                .forEach(
                    f ->
                        found.add(
                            tool(f, f.has("parameters") ? "parameters" : "parametersJsonSchema")));
        case OPENAI_RESPONSES -> found.add(tool(tool, "parameters"));
        default -> found.add(tool(tool.path("function"), "parameters"));
      }
    }
    return found;
  }

  /** What tools answered, in order, as JSON. */
  public List<String> results() {
    var found = new ArrayList<String>();
    switch (dialect) {
      case ANTHROPIC_MESSAGES ->
          body.path("messages").forEach(m -> m.path("content").forEach(c -> result(c, found)));
      case GEMINI_GENERATE ->
          body.findValues("functionResponse")
              .forEach(r -> found.add(Json.write(r.path("response"))));
      case OPENAI_RESPONSES ->
          body.path("input").forEach(i -> found.addAll(i.findValuesAsText("output")));
      default ->
          body.path("messages")
              .forEach(
                  m -> {
                    if (Json.text(m, "role").equals("tool")) {
                      found.add(Json.write(m.path("content")));
                    }
                  });
    }
    return found;
  }

  /** The members that the answer is to have; empty where no schema came. */
  public List<String> schema() {
    var schema =
        switch (dialect) {
          case ANTHROPIC_MESSAGES -> body.path("output_config").path("format").path("schema");
          case GEMINI_GENERATE -> {
            var config = body.path("generationConfig");
            yield config.has("responseSchema")
                ? config.path("responseSchema")
                : config.path("responseJsonSchema");
          }
          case OPENAI_RESPONSES -> body.path("text").path("format").path("schema");
          default -> body.path("response_format").path("json_schema").path("schema");
        };
    return members(schema);
  }

  private static void result(JsonNode block, List<String> found) {
    if (Json.text(block, "type").equals("tool_result")) {
      found.add(Json.write(block.path("content")));
    }
  }

  private static String tool(JsonNode function, String parameters) {
    return Json.text(function, "name") + members(function.path(parameters));
  }

  private static List<String> members(JsonNode schema) {
    var names = new ArrayList<String>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names.stream().sorted().toList();
  }

  private static List<String> texts(List<JsonNode> nodes, String field) {
    return nodes.stream().map(node -> Json.text(node, field)).toList();
  }

  private static String ofDataUrl(String url) {
    return url.substring(url.indexOf("base64,") + "base64,".length());
  }
}

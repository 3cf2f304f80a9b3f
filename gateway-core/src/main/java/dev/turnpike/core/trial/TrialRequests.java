package dev.turnpike.core.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The requests of a trial, in OpenAI's form and as small as may be. */
final class TrialRequests {
  /** One grey point. */
  private static final String IMAGE =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

  private static final int FEW = 16;
  private static final int SOME = 128;

  private final String model;
  private final String limit;

  /**
   * @param limit how the longest answer is spelled
   */
  TrialRequests(String model, String limit) {
    this.model = model;
    this.limit = limit;
  }

  ObjectNode chat() {
    return said("user", "Reply with the word ok.", FEW);
  }

  ObjectNode developer() {
    var request = said("developer", "Be brief.", FEW);
    request
        .withArray("/messages")
        .addObject()
        .put("role", "user")
        .put("content", "Reply with the word ok.");
    return request;
  }

  ObjectNode stream(boolean usage) {
    var request = chat().put("stream", true);
    if (usage) {
      request.putObject("stream_options").put("include_usage", true);
    }
    return request;
  }

  ObjectNode tools(boolean parallel) {
    var request =
        said(
            "user",
            parallel
                ? "Look up the weather in Paris and in Rome, both at once, with the tool."
                : "Look up the weather in Paris with the tool.",
            SOME);
    var function =
        request
            .putArray("tools")
            .addObject()
            .put("type", "function")
            .putObject("function")
            .put("name", "get_weather")
            .put("description", "The weather in a city");
    var parameters = function.putObject("parameters").put("type", "object");
    parameters.putObject("properties").putObject("city").put("type", "string");
    parameters.putArray("required").add("city");
    if (parallel) {
      request.put("parallel_tool_calls", true);
    }
    return request;
  }

  ObjectNode schema() {
    var request = said("user", "Name the capital of France.", SOME);
    var format = request.putObject("response_format").put("type", "json_schema");
    var named = format.putObject("json_schema").put("name", "capital").put("strict", true);
    var schema = named.putObject("schema").put("type", "object");
    schema.putObject("properties").putObject("capital").put("type", "string");
    schema.putArray("required").add("capital");
    schema.put("additionalProperties", false);
    return request;
  }

  ObjectNode image() {
    var request = empty(FEW);
    var content = request.putArray("messages").addObject().put("role", "user").putArray("content");
    content.addObject().put("type", "text").put("text", "Reply with the word ok.");
    content.addObject().put("type", "image_url").putObject("image_url").put("url", IMAGE);
    return request;
  }

  /** One that no server should take. */
  ObjectNode broken() {
    return JsonNodeFactory.instance.objectNode().put("model", model).put("messages", "none");
  }

  private ObjectNode said(String role, String text, int most) {
    var request = empty(most);
    request.putArray("messages").addObject().put("role", role).put("content", text);
    return request;
  }

  private ObjectNode empty(int most) {
    return JsonNodeFactory.instance.objectNode().put("model", model).put(limit, most);
  }
}

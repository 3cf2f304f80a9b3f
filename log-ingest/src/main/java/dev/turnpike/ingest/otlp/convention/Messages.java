package dev.turnpike.ingest.otlp.convention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Conversations, which every convention writes in its own way, as messages of the chat form: {@code
 * role}, {@code content}, {@code tool_calls}, {@code tool_call_id}.
 */
final class Messages {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Messages() {}

  /** Sets {@code prompt_messages}, {@code completion_message} and {@code tools}. */
  static void read(Attributes attributes, LogFields fields) {
    structured(attributes, fields);
    both(fields, attributes.tree("gen_ai.prompt"), attributes.tree("gen_ai.completion"));
    both(fields, attributes.tree("llm.prompts"), attributes.tree("llm.completions"));
    both(
        fields,
        unwrapped(attributes.tree("llm.input_messages")),
        unwrapped(attributes.tree("llm.output_messages")));
    fields.set("tools", functions(attributes.tree("llm.request.functions")));
    fields.set("tools", schemas(attributes.tree("llm.tools")));
    events(attributes, fields);
    said(fields);
  }

  /** OpenTelemetry's present form: messages of parts. */
  private static void structured(Attributes attributes, LogFields fields) {
    var prompt = JSON.arrayNode();
    Attributes.parsed(attributes.take(GenAiNames.INSTRUCTIONS))
        .ifPresent(parts -> prompt.add(Parts.message("system", parts)));
    Attributes.parsed(attributes.take(GenAiNames.INPUT))
        .ifPresent(list -> list.forEach(one -> Parts.messages(one).forEach(prompt::add)));
    if (!prompt.isEmpty()) {
      fields.set("prompt_messages", prompt);
    }
    Attributes.parsed(attributes.take(GenAiNames.OUTPUT))
        .filter(list -> list.isArray() && !list.isEmpty())
        .ifPresent(list -> fields.set("completion_message", Parts.messages(list.get(0)).get(0)));
  }

  /** The form before it: one JSON text of messages, as an attribute of the span or of an event. */
  private static void events(Attributes attributes, LogFields fields) {
    Attributes.parsed(attributes.get("gen_ai.prompt"))
        .ifPresent(
            prompt -> {
              attributes.understand("gen_ai.prompt");
              fields.set("prompt_messages", prompt);
            });
    Attributes.parsed(attributes.get("gen_ai.completion"))
        .ifPresent(
            answer -> {
              attributes.understand("gen_ai.completion");
              fields.set("completion_message", answer.isArray() ? answer.path(0) : answer);
            });
  }

  private static void both(LogFields fields, JsonNode prompt, JsonNode completion) {
    if (prompt.isArray()) {
      var messages = JSON.arrayNode();
      prompt.forEach(one -> messages.add(message(one, "user")));
      fields.set("prompt_messages", messages);
    }
    if (completion.isArray() && !completion.isEmpty()) {
      fields.set("completion_message", message(completion.get(0), "assistant"));
    }
  }

  private static JsonNode message(JsonNode flat, String role) {
    var message = JSON.objectNode();
    message.put("role", flat.path("role").asText(role));
    var content = flat.has("content") ? flat.get("content") : contents(flat.path("contents"));
    if (!content.isMissingNode()) {
      message.set("content", Attributes.parsed(content).filter(JsonNode::isArray).orElse(content));
    }
    if (flat.path("tool_calls").isArray()) {
      var calls = message.putArray("tool_calls");
      flat.get("tool_calls").forEach(call -> calls.add(call(call)));
    }
    for (var name : new String[] {"tool_call_id", "name", "finish_reason"}) {
      if (flat.has(name)) {
        message.set(name, flat.get(name));
      }
    }
    return message;
  }

  private static JsonNode call(JsonNode flat) {
    var own = flat.has("tool_call") ? flat.get("tool_call") : flat;
    var function = own.has("function") ? own.get("function") : own;
    return Parts.call(own.path("id"), function.path("name").asText(""), function.path("arguments"));
  }

  /** OpenInference puts each message below a member that says it is one. */
  private static JsonNode unwrapped(JsonNode list) {
    if (!list.isArray()) {
      return MissingNode.getInstance();
    }
    var messages = JSON.arrayNode();
    list.forEach(one -> messages.add(one.path("message")));
    return messages;
  }

  private static JsonNode contents(JsonNode list) {
    if (!list.isArray()) {
      return MissingNode.getInstance();
    }
    var parts = JSON.arrayNode();
    for (var one : list) {
      var part = one.path("message_content");
      var address = part.at("/image/image/url");
      if (address.isMissingNode()) {
        parts.add(part);
      } else {
        parts.addObject().put("type", "image_url").putObject("image_url").set("url", address);
      }
    }
    return parts;
  }

  private static JsonNode functions(JsonNode list) {
    var tools = JSON.arrayNode();
    for (var one : list) {
      var function = JSON.objectNode();
      function.set("name", one.path("name"));
      function.set("description", one.path("description"));
      Attributes.parsed(one.path("parameters")).ifPresent(p -> function.set("parameters", p));
      tools.addObject().put("type", "function").set("function", function);
    }
    return orMissing(tools);
  }

  private static JsonNode schemas(JsonNode list) {
    var tools = JSON.arrayNode();
    for (var one : list) {
      Attributes.parsed(one.at("/tool/json_schema")).ifPresent(tools::add);
    }
    return orMissing(tools);
  }

  private static JsonNode orMissing(ArrayNode list) {
    return list.isEmpty() ? MissingNode.getInstance() : list;
  }

  /** Input that is a conversation reads as one, for conventions that have no form of their own. */
  private static void said(LogFields fields) {
    Attributes.parsed(fields.get("input"))
        .map(input -> input.has("messages") ? input.get("messages") : input)
        .filter(input -> input.isArray() && input.path(0).has("role"))
        .ifPresent(input -> fields.set("prompt_messages", input));
    Attributes.parsed(fields.get("output"))
        .map(output -> output.isArray() ? output.path(0) : output)
        .filter(output -> output instanceof ObjectNode && output.has("role"))
        .ifPresent(output -> fields.set("completion_message", output));
  }
}

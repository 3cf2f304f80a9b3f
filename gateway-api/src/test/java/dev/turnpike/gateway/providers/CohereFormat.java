package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cohere's chat, version 2. */
final class CohereFormat implements VendorFormat {
  @Override
  public Set<String> parameters() {
    return Set.of(
        "model",
        "messages",
        "tools",
        "strict_tools",
        "documents",
        "citation_options",
        "response_format",
        "safety_mode",
        "max_tokens",
        "stop_sequences",
        "temperature",
        "seed",
        "frequency_penalty",
        "presence_penalty",
        "k",
        "p",
        "logprobs",
        "tool_choice",
        "thinking",
        "priority",
        "stream");
  }

  @Override
  public Kind wanted(JsonNode request) {
    if (request.path("tools").size() > 0) {
      return Kind.TOOL;
    }
    return request.has("response_format") ? Kind.JSON : Kind.TEXT;
  }

  @Override
  public String whole(Vendor vendor, Kind kind) {
    var root = Vendor.JSON.createObjectNode().put("id", "c-" + vendor.id());
    root.put("finish_reason", finish(kind));
    var message = root.putObject("message").put("role", "assistant");
    if (kind == Kind.TOOL) {
      call(message.putArray("tool_calls").addObject(), TOOL_ARGUMENTS);
    } else {
      message
          .putArray("content")
          .addObject()
          .put("type", "text")
          .put("text", VendorFormat.textOf(vendor, kind));
    }
    root.set("usage", vendor.usage());
    return root.toString();
  }

  private static String finish(Kind kind) {
    return kind == Kind.TOOL ? "TOOL_CALL" : "COMPLETE";
  }

  private static void call(ObjectNode call, String arguments) {
    call.put("id", "call_1").put("type", "function");
    call.putObject("function").put("name", TOOL_NAME).put("arguments", arguments);
  }

  @Override
  public List<byte[]> stream(Vendor vendor, Kind kind, boolean usageWanted) {
    var events = new ArrayList<ObjectNode>();
    var start = event("message-start").put("id", "c-" + vendor.id());
    start.putObject("delta").putObject("message").put("role", "assistant");
    events.add(start);
    if (kind == Kind.TOOL) {
      var begin = event("tool-call-start").put("index", 0);
      call(message(begin).putObject("tool_calls"), "");
      events.add(begin);
      var more = event("tool-call-delta").put("index", 0);
      message(more).putObject("tool_calls").putObject("function").put("arguments", TOOL_ARGUMENTS);
      events.add(more);
      events.add(event("tool-call-end").put("index", 0));
    } else {
      var begin = event("content-start").put("index", 0);
      message(begin).putObject("content").put("type", "text").put("text", "");
      events.add(begin);
      var more = event("content-delta").put("index", 0);
      message(more).putObject("content").put("text", VendorFormat.textOf(vendor, kind));
      events.add(more);
      events.add(event("content-end").put("index", 0));
    }
    var end = event("message-end");
    end.putObject("delta").put("finish_reason", finish(kind)).set("usage", vendor.usage());
    events.add(end);
    return VendorFormat.bytes(
        events.stream()
            .map(e -> "event: " + e.path("type").asText() + "\ndata: " + e + "\n\n")
            .toList());
  }

  private static ObjectNode message(ObjectNode event) {
    return event.putObject("delta").putObject("message");
  }

  private static ObjectNode event(String type) {
    return Vendor.JSON.createObjectNode().put("type", type);
  }
}

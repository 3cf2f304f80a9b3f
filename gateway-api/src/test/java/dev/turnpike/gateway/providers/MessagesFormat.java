package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Anthropic's Messages. */
final class MessagesFormat implements VendorFormat {
  @Override
  public Set<String> parameters() {
    return Set.of(
        "model",
        "messages",
        "max_tokens",
        "system",
        "stream",
        "temperature",
        "top_p",
        "top_k",
        "stop_sequences",
        "tools",
        "tool_choice",
        "thinking",
        "metadata",
        "service_tier",
        "output_config",
        "output_format");
  }

  /** A schema comes as an output format, or as a tool the model is made to call. */
  @Override
  public Kind wanted(JsonNode request) {
    if (request.has("output_config") || request.has("output_format")) {
      return Kind.JSON;
    }
    return request.path("tools").size() > 0 ? Kind.TOOL : Kind.TEXT;
  }

  @Override
  public String whole(Vendor vendor, Kind kind) {
    var root = head(vendor);
    var block = root.putArray("content").addObject();
    if (kind == Kind.TOOL) {
      block.put("type", "tool_use").put("id", "toolu_1").put("name", TOOL_NAME);
      block.putObject("input").put("city", "Paris");
    } else {
      block.put("type", "text").put("text", VendorFormat.textOf(vendor, kind));
    }
    root.put("stop_reason", stop(kind));
    root.set("usage", vendor.usage());
    return root.toString();
  }

  private static String stop(Kind kind) {
    return kind == Kind.TOOL ? "tool_use" : "end_turn";
  }

  private static ObjectNode head(Vendor vendor) {
    return Vendor.JSON
        .createObjectNode()
        .put("id", "msg_" + vendor.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", vendor.text("model"));
  }

  @Override
  public List<byte[]> stream(Vendor vendor, Kind kind, boolean usageWanted) {
    var events = new ArrayList<ObjectNode>();
    var start = event("message_start");
    var message = head(vendor);
    message.putArray("content");
    message.putNull("stop_reason");
    message.set("usage", vendor.usage().put("output_tokens", 1));
    start.set("message", message);
    events.add(start);
    var open = event("content_block_start").put("index", 0);
    var block = open.putObject("content_block");
    if (kind == Kind.TOOL) {
      block.put("type", "tool_use").put("id", "toolu_1").put("name", TOOL_NAME).putObject("input");
    } else {
      block.put("type", "text").put("text", "");
    }
    events.add(open);
    var delta = event("content_block_delta").put("index", 0);
    if (kind == Kind.TOOL) {
      delta.putObject("delta").put("type", "input_json_delta").put("partial_json", TOOL_ARGUMENTS);
    } else {
      delta
          .putObject("delta")
          .put("type", "text_delta")
          .put("text", VendorFormat.textOf(vendor, kind));
    }
    events.add(delta);
    events.add(event("content_block_stop").put("index", 0));
    var end = event("message_delta");
    end.putObject("delta").put("stop_reason", stop(kind)).putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", vendor.usage().path("output_tokens").asInt());
    events.add(end);
    events.add(event("message_stop"));
    return VendorFormat.bytes(
        events.stream()
            .map(e -> "event: " + e.path("type").asText() + "\ndata: " + e + "\n\n")
            .toList());
  }

  private static ObjectNode event(String type) {
    return Vendor.JSON.createObjectNode().put("type", type);
  }
}

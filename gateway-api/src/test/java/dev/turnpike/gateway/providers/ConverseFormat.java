package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.stream.frames.AwsEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Amazon Bedrock's Converse, and ConverseStream in its binary frames. */
final class ConverseFormat implements VendorFormat {
  @Override
  public Set<String> parameters() {
    return Set.of(
        "messages",
        "system",
        "inferenceConfig",
        "toolConfig",
        "guardrailConfig",
        "additionalModelRequestFields",
        "promptVariables",
        "additionalModelResponseFieldPaths",
        "requestMetadata",
        "performanceConfig",
        "serviceTier",
        "outputConfig");
  }

  @Override
  public Kind wanted(JsonNode request) {
    if (request.at("/outputConfig/textFormat/type").asText().equals("json_schema")) {
      return Kind.JSON;
    }
    return request.at("/toolConfig/tools").size() > 0 ? Kind.TOOL : Kind.TEXT;
  }

  @Override
  public String whole(Vendor vendor, Kind kind) {
    var root = Vendor.JSON.createObjectNode();
    var message = root.putObject("output").putObject("message").put("role", "assistant");
    var block = message.putArray("content").addObject();
    if (kind == Kind.TOOL) {
      block
          .putObject("toolUse")
          .put("toolUseId", "tooluse_1")
          .put("name", TOOL_NAME)
          .putObject("input")
          .put("city", "Paris");
    } else {
      block.put("text", VendorFormat.textOf(vendor, kind));
    }
    root.put("stopReason", stop(kind));
    root.set("usage", vendor.usage());
    root.putObject("metrics").put("latencyMs", 321);
    return root.toString();
  }

  private static String stop(Kind kind) {
    return kind == Kind.TOOL ? "tool_use" : "end_turn";
  }

  @Override
  public String streamType() {
    return "application/vnd.amazon.eventstream";
  }

  @Override
  public List<byte[]> stream(Vendor vendor, Kind kind, boolean usageWanted) {
    var events = new ArrayList<byte[]>();
    events.add(event("messageStart", object().put("role", "assistant")));
    if (kind == Kind.TOOL) {
      var start = object().put("contentBlockIndex", 0);
      start
          .putObject("start")
          .putObject("toolUse")
          .put("toolUseId", "tooluse_1")
          .put("name", TOOL_NAME);
      events.add(event("contentBlockStart", start));
    }
    var delta = object().put("contentBlockIndex", 0);
    if (kind == Kind.TOOL) {
      delta.putObject("delta").putObject("toolUse").put("input", TOOL_ARGUMENTS);
    } else {
      delta.putObject("delta").put("text", VendorFormat.textOf(vendor, kind));
    }
    events.add(event("contentBlockDelta", delta));
    events.add(event("contentBlockStop", object().put("contentBlockIndex", 0)));
    events.add(event("messageStop", object().put("stopReason", stop(kind))));
    var told = object();
    told.set("usage", vendor.usage());
    told.putObject("metrics").put("latencyMs", 321);
    events.add(event("metadata", told));
    return events;
  }

  private static ObjectNode object() {
    return Vendor.JSON.createObjectNode();
  }

  private static byte[] event(String type, ObjectNode payload) {
    return AwsEvents.event(type, payload.toString());
  }
}

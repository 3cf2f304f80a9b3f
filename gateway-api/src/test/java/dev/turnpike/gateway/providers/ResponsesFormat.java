package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** OpenAI's Responses. */
final class ResponsesFormat implements VendorFormat {
  @Override
  public Set<String> parameters() {
    return Set.of(
        "model",
        "input",
        "instructions",
        "stream",
        "store",
        "temperature",
        "top_p",
        "max_output_tokens",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "text",
        "reasoning",
        "include",
        "preset",
        "metadata",
        "user");
  }

  @Override
  public Kind wanted(JsonNode request) {
    if (request.path("tools").size() > 0) {
      return Kind.TOOL;
    }
    return request.at("/text/format/type").asText("text").equals("text") ? Kind.TEXT : Kind.JSON;
  }

  @Override
  public String whole(Vendor vendor, Kind kind) {
    return response(vendor, kind, "completed").toString();
  }

  private static ObjectNode response(Vendor vendor, Kind kind, String status) {
    var root =
        Vendor.JSON
            .createObjectNode()
            .put("id", "resp_" + vendor.id())
            .put("object", "response")
            .put("created_at", 1_790_000_000)
            .put("status", status)
            .put("model", vendor.text("model"));
    var output = root.putArray("output");
    if (status.equals("completed")) {
      output.add(item(vendor, kind, true));
      root.set("usage", vendor.usage());
    }
    return root;
  }

  private static ObjectNode item(Vendor vendor, Kind kind, boolean whole) {
    var item = Vendor.JSON.createObjectNode();
    if (kind == Kind.TOOL) {
      return item.put("type", "function_call")
          .put("id", "fc_1")
          .put("call_id", "call_1")
          .put("name", TOOL_NAME)
          .put("arguments", whole ? TOOL_ARGUMENTS : "")
          .put("status", whole ? "completed" : "in_progress");
    }
    item.put("type", "message")
        .put("id", "msg_1")
        .put("role", "assistant")
        .put("status", whole ? "completed" : "in_progress");
    var content = item.putArray("content");
    if (whole) {
      content.add(part(VendorFormat.textOf(vendor, kind)));
    }
    return item;
  }

  private static ObjectNode part(String text) {
    var part = Vendor.JSON.createObjectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  @Override
  public List<byte[]> stream(Vendor vendor, Kind kind, boolean usageWanted) {
    var events = new ArrayList<ObjectNode>();
    var created = event("response.created");
    created.set("response", response(vendor, kind, "in_progress"));
    events.add(created);
    var added = event("response.output_item.added").put("output_index", 0);
    added.set("item", item(vendor, kind, false));
    events.add(added);
    if (kind == Kind.TOOL) {
      events.add(at("response.function_call_arguments.delta", "fc_1").put("delta", TOOL_ARGUMENTS));
      events.add(
          at("response.function_call_arguments.done", "fc_1").put("arguments", TOOL_ARGUMENTS));
    } else {
      var text = VendorFormat.textOf(vendor, kind);
      var open = at("response.content_part.added", "msg_1").put("content_index", 0);
      open.set("part", part(""));
      events.add(open);
      events.add(
          at("response.output_text.delta", "msg_1").put("content_index", 0).put("delta", text));
      events.add(
          at("response.output_text.done", "msg_1").put("content_index", 0).put("text", text));
      var closed = at("response.content_part.done", "msg_1").put("content_index", 0);
      closed.set("part", part(text));
      events.add(closed);
    }
    var done = event("response.output_item.done").put("output_index", 0);
    done.set("item", item(vendor, kind, true));
    events.add(done);
    var completed = event("response.completed");
    completed.set("response", response(vendor, kind, "completed"));
    events.add(completed);
    var framed = new ArrayList<String>();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i).put("sequence_number", i);
      framed.add("event: " + event.path("type").asText() + "\ndata: " + event + "\n\n");
    }
    return VendorFormat.bytes(framed);
  }

  private static ObjectNode event(String type) {
    return Vendor.JSON.createObjectNode().put("type", type);
  }

  private static ObjectNode at(String type, String item) {
    return event(type).put("item_id", item).put("output_index", 0);
  }
}

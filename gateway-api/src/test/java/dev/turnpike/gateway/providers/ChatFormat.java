package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** OpenAI's chat completions. */
final class ChatFormat implements VendorFormat {
  @Override
  public Set<String> parameters() {
    return Set.of(
        "model",
        "messages",
        "stream",
        "stream_options",
        "temperature",
        "top_p",
        "max_tokens",
        "max_completion_tokens",
        "n",
        "stop",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "response_format",
        "seed",
        "user",
        "presence_penalty",
        "frequency_penalty",
        "logit_bias",
        "logprobs",
        "top_logprobs",
        "reasoning_effort");
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
    var root = head(vendor, "chat.completion");
    var choice = root.putArray("choices").addObject().put("index", 0);
    var message = choice.putObject("message").put("role", "assistant");
    if (kind == Kind.TOOL) {
      message.putNull("content");
      call(message.putArray("tool_calls").addObject(), TOOL_ARGUMENTS);
    } else {
      message.put("content", VendorFormat.textOf(vendor, kind));
    }
    choice.put("finish_reason", kind == Kind.TOOL ? "tool_calls" : "stop");
    root.set("usage", vendor.usage());
    return root.toString();
  }

  private static void call(ObjectNode call, String arguments) {
    call.put("id", "call_1").put("type", "function");
    call.putObject("function").put("name", TOOL_NAME).put("arguments", arguments);
  }

  @Override
  public List<byte[]> stream(Vendor vendor, Kind kind, boolean usageWanted) {
    var events = new ArrayList<String>();
    var text = VendorFormat.textOf(vendor, kind);
    if (kind == Kind.TOOL) {
      var first = delta(vendor, null);
      var call = ((ObjectNode) first.at("/choices/0/delta")).putArray("tool_calls").addObject();
      call.put("index", 0);
      call(call, "");
      events.add(first.toString());
      var second = delta(vendor, null);
      ((ObjectNode) second.at("/choices/0/delta"))
          .putArray("tool_calls")
          .addObject()
          .put("index", 0)
          .putObject("function")
          .put("arguments", TOOL_ARGUMENTS);
      events.add(second.toString());
    } else {
      int middle = text.length() / 2;
      events.add(delta(vendor, text.substring(0, middle)).toString());
      events.add(delta(vendor, text.substring(middle)).toString());
    }
    var last = delta(vendor, null);
    ((ObjectNode) last.at("/choices/0"))
        .put("finish_reason", kind == Kind.TOOL ? "tool_calls" : "stop");
    if (!vendor.tellsUsageWhenAsked()) {
      last.set("usage", vendor.usage());
    }
    events.add(last.toString());
    if (vendor.tellsUsageWhenAsked() && usageWanted) {
      var told = head(vendor, "chat.completion.chunk");
      told.putArray("choices");
      told.set("usage", vendor.usage());
      events.add(told.toString());
    }
    events.add("[DONE]");
    return VendorFormat.bytes(events.stream().map(event -> "data: " + event + "\n\n").toList());
  }

  private static ObjectNode delta(Vendor vendor, @org.jspecify.annotations.Nullable String text) {
    var root = head(vendor, "chat.completion.chunk");
    var choice = root.putArray("choices").addObject().put("index", 0);
    var delta = choice.putObject("delta");
    if (text != null) {
      delta.put("role", "assistant").put("content", text);
    }
    choice.putNull("finish_reason");
    return root;
  }

  private static ObjectNode head(Vendor vendor, String object) {
    return Vendor.JSON
        .createObjectNode()
        .put("id", "chatcmpl-" + vendor.id())
        .put("object", object)
        .put("created", 1_790_000_000)
        .put("model", vendor.text("model"));
  }
}

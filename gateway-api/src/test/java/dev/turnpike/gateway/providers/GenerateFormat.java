package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Google's generateContent. */
final class GenerateFormat implements VendorFormat {
  @Override
  public Set<String> parameters() {
    return Set.of(
        "contents",
        "systemInstruction",
        "generationConfig",
        "tools",
        "toolConfig",
        "safetySettings",
        "cachedContent");
  }

  @Override
  public Kind wanted(JsonNode request) {
    if (request.path("tools").size() > 0) {
      return Kind.TOOL;
    }
    return request.path("generationConfig").has("responseMimeType") ? Kind.JSON : Kind.TEXT;
  }

  @Override
  public String whole(Vendor vendor, Kind kind) {
    var root = Vendor.JSON.createObjectNode();
    var candidate = root.putArray("candidates").addObject().put("index", 0);
    var part = candidate.putObject("content").put("role", "model").putArray("parts").addObject();
    if (kind == Kind.TOOL) {
      part.putObject("functionCall").put("name", TOOL_NAME).putObject("args").put("city", "Paris");
    } else {
      part.put("text", VendorFormat.textOf(vendor, kind));
    }
    candidate.put("finishReason", "STOP");
    root.set("usageMetadata", vendor.usage());
    root.put("modelVersion", vendor.text("model")).put("responseId", "r-" + vendor.id());
    return root.toString();
  }

  @Override
  public List<byte[]> stream(Vendor vendor, Kind kind, boolean usageWanted) {
    return VendorFormat.bytes(List.of("data: " + whole(vendor, kind) + "\r\n\r\n"));
  }
}

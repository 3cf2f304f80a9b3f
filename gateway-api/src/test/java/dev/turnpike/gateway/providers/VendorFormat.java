package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** One wire format as a vendor's server answers in it. */
interface VendorFormat {
  /** What the server was asked to answer with. */
  enum Kind {
    TEXT,
    TOOL,
    JSON
  }

  /** Top-level parameters of a request that the format knows. */
  Set<String> parameters();

  /** What the request wants. */
  Kind wanted(JsonNode request);

  /** A whole answer. */
  String whole(Vendor vendor, Kind kind);

  /** What a streamed answer says it is. */
  default String streamType() {
    return "text/event-stream";
  }

  /** The events of a streamed answer, with their framing. */
  List<byte[]> stream(Vendor vendor, Kind kind, boolean usageWanted);

  String TOOL_NAME = "get_weather";
  String TOOL_ARGUMENTS = "{\"city\":\"Paris\"}";
  String JSON_TEXT = "{\"city\":\"Paris\"}";

  static List<byte[]> bytes(List<String> events) {
    return events.stream().map(event -> event.getBytes(StandardCharsets.UTF_8)).toList();
  }

  static String textOf(Vendor vendor, Kind kind) {
    return kind == Kind.JSON ? JSON_TEXT : vendor.text("text");
  }
}

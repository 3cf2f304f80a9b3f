package dev.turnpike.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one call of a tool sent, in the forms that REST endpoints take. Checked already.
 *
 * @param request how the caller came by
 */
record ToolArguments(
    ToolInput input, Map<String, Object> sent, UriInfo request, ObjectMapper json) {

  Optional<String> text(String name) {
    return Optional.ofNullable(input.value(name, sent))
        .map(Object::toString)
        .filter(text -> !text.isBlank());
  }

  /** An argument that the tool's input says is needed. */
  String needed(String name) {
    return text(name).orElseThrow(() -> new IllegalStateException(name + " was not checked"));
  }

  List<String> texts(String name) {
    return input.value(name, sent) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** An endpoint's address with those arguments in its query string that are text or numbers. */
  ToolAddress address(String path) {
    var parameters = new MultivaluedHashMap<String, String>();
    for (var name : input.names()) {
      var value = input.value(name, sent);
      if (!(value instanceof List) && !(value instanceof Map)) {
        text(name).ifPresent(text -> parameters.putSingle(name, text));
      }
    }
    return new ToolAddress(request, path, parameters);
  }

  /** A request's body that holds the argument {@code filters}. */
  InputStream filters() {
    var body = JsonNodeFactory.instance.objectNode();
    var filters = input.value("filters", sent);
    if (filters != null) {
      body.set("filters", json.valueToTree(filters));
    }
    return bytes(body);
  }

  /** The arguments as an object, without those that were not sent. */
  ObjectNode object() {
    return json.valueToTree(sent);
  }

  static InputStream bytes(JsonNode body) {
    return new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}

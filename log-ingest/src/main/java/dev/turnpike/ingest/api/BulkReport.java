package dev.turnpike.ingest.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.error.FieldErrors;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of the logs of one request, by their index. Not thread-safe. */
final class BulkReport {
  private final Map<Integer, String> errors = new TreeMap<>();
  private int succeeded;

  void written(int index, boolean durable) {
    if (durable) {
      succeeded++;
    } else {
      refused(index, "The log could not be written; send it again.");
    }
  }

  void refused(int index, String why) {
    errors.put(index, why);
  }

  void refused(int index, FieldErrors why) {
    var text =
        why.byField().entrySet().stream()
            .map(field -> field.getKey() + ": " + String.join(" ", field.getValue()))
            .collect(Collectors.joining("; "));
    errors.put(index, text);
  }

  int succeeded() {
    return succeeded;
  }

  ObjectNode wire() {
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("success_count", succeeded).put("error_count", errors.size());
    var list = wire.putArray("errors");
    errors.forEach((index, why) -> list.addObject().put("index", index).put("error", why));
    return wire;
  }
}

package dev.turnpike.core.upstream.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.upstream.ReceivedRequest;
import java.util.Optional;
import java.util.Set;

/** What a strict server looks at in a body. */
final class Members {
  private Members() {}

  static ObjectNode of(ReceivedRequest request) {
    var body = Json.objectOrNull(request.body());
    return body == null ? Json.object() : body;
  }

  /** The first member that is not among the known. */
  static Optional<String> unknown(ObjectNode body, Set<String> known) {
    return body.properties().stream()
        .map(member -> member.getKey())
        .filter(name -> !known.contains(name))
        .findFirst();
  }
}

package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;

/** A stretch of the answer and the documents or tool outputs it rests on. */
final class CohereCitations {
  private CohereCitations() {}

  /** Those of one content block. */
  static List<Citation> of(JsonNode citations, int contentIndex) {
    var found = new ArrayList<Citation>();
    for (var node : citations) {
      if (node instanceof ObjectNode citation && index(citation) == contentIndex) {
        found.add(one(citation));
      }
    }
    return found;
  }

  static int index(JsonNode citation) {
    return Json.integer(citation, "content_index", 0);
  }

  static Citation one(ObjectNode citation) {
    var source = citation.path("sources").path(0);
    var document = source.has("document") ? source.path("document") : source.path("tool_output");
    return new Citation(
        Json.textOrNull(document, "url"),
        Json.textOrNull(document, "title"),
        null,
        Json.integer(citation, "start", -1),
        Json.integer(citation, "end", -1),
        DialectId.COHERE_CHAT,
        citation);
  }
}

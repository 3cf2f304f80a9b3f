package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sources of an answer: pages of the web, or documents of the request. */
final class ConverseCitations {
  private ConverseCitations() {}

  static List<Citation> read(JsonNode citations) {
    var found = new ArrayList<Citation>();
    for (var node : citations) {
      if (node instanceof ObjectNode citation) {
        found.add(one(citation));
      }
    }
    return found;
  }

  static Citation one(ObjectNode citation) {
    var url = Json.text(citation.path("location").path("web"), "url");
    return new Citation(
        url.isEmpty() ? null : url,
        Json.textOrNull(citation, "title"),
        quote(citation.path("sourceContent")),
        -1,
        -1,
        DialectId.BEDROCK_CONVERSE,
        citation);
  }

  private static @Nullable String quote(JsonNode content) {
    var text = new StringBuilder();
    content.forEach(part -> text.append(Json.text(part, "text")));
    return text.isEmpty() ? null : text.toString();
  }
}

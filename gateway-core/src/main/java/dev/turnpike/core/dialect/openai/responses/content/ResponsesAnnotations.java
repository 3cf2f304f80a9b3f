package dev.turnpike.core.dialect.openai.responses.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.json.Drops;

/** Writes citations as the {@code annotations} of a text part. */
public final class ResponsesAnnotations {
  private ResponsesAnnotations() {}

  public static void write(Citation citation, ArrayNode into, Drops drops) {
    if (citation.origin() == DialectId.OPENAI_RESPONSES) {
      into.add(citation.json());
    } else if (citation.url() == null) {
      drops.add("message.citations");
    } else {
      into.addObject()
          .put("type", "url_citation")
          .put("start_index", Math.max(0, citation.start()))
          .put("end_index", Math.max(0, citation.end()))
          .put("url", citation.url())
          .put("title", citation.title() != null ? citation.title() : "");
    }
  }
}

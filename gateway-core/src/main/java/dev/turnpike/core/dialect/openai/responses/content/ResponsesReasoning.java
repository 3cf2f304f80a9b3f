package dev.turnpike.core.dialect.openai.responses.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes reasoning items: a summary to be shown, and encrypted content to be sent back.
 */
public final class ResponsesReasoning {
  /** Between the parts of a summary, which are paragraphs. */
  public static final String BETWEEN = "\n\n";

  private ResponsesReasoning() {}

  public static Block.Reasoning read(JsonNode item) {
    var texts = new ArrayList<String>();
    for (var part : item.path("summary")) {
      texts.add(Json.text(part, "text"));
    }
    if (texts.isEmpty()) {
      // Open models show the reasoning itself.
      for (var part : item.path("content")) {
        texts.add(Json.text(part, "text"));
      }
    }
    return new Block.Reasoning(String.join(BETWEEN, texts), seal(item));
  }

  static @Nullable Seal seal(JsonNode item) {
    var encrypted = Json.text(item, "encrypted_content");
    if (encrypted.isEmpty()) {
      return null;
    }
    var seal = Seal.read(DialectId.OPENAI_RESPONSES, encrypted, true);
    return seal.origin() == DialectId.OPENAI_RESPONSES && seal.id().isEmpty()
        ? new Seal(seal.origin(), seal.value(), true, Json.text(item, "id"))
        : seal;
  }

  /** The item for a caller, seals of other providers included. */
  public static ObjectNode write(Block.Reasoning block, String id) {
    var item = Json.object().put("id", id).put("type", "reasoning");
    var summary = item.putArray("summary");
    if (!block.text().isEmpty()) {
      summary.addObject().put("type", "summary_text").put("text", block.text());
    }
    var seal = block.seal();
    if (seal != null) {
      item.put("encrypted_content", valueOf(seal));
    }
    return item;
  }

  static String valueOf(Seal seal) {
    return seal.origin() == DialectId.OPENAI_RESPONSES
        ? seal.value()
        : seal.inside(DialectId.OPENAI_RESPONSES);
  }
}

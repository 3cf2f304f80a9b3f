package dev.turnpike.core.dialect.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.ListedModel;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import java.util.List;

/**
 * Models as Google's clients list them; one page holds all.
 *
 * @see <a href="https://ai.google.dev/api/models">Models</a>
 */
public final class GeminiModelList {
  private GeminiModelList() {}

  public static byte[] write(List<ListedModel> models) {
    var body = Json.object();
    var list = body.putArray("models");
    models.forEach(model -> list.add(node(model)));
    return Json.writeBytes(body);
  }

  /** The answer for one model. */
  public static byte[] write(ListedModel model) {
    return Json.writeBytes(node(model));
  }

  private static ObjectNode node(ListedModel model) {
    var node = Json.object().put("name", "models/" + model.name());
    Members.of(node)
        .put("baseModelId", model.name())
        .put("version", "001")
        .put("displayName", model.displayName())
        .put("inputTokenLimit", model.contextWindow())
        .put("outputTokenLimit", model.contextWindow());
    node.putArray("supportedGenerationMethods")
        .add("generateContent")
        .add("streamGenerateContent")
        .add("countTokens");
    return node;
  }
}

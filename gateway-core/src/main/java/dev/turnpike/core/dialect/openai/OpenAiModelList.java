package dev.turnpike.core.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.ListedModel;
import dev.turnpike.core.dialect.json.Json;
import java.util.List;

/**
 * Models as OpenAI's clients list them.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/models/list">List models</a>
 */
public final class OpenAiModelList {
  private OpenAiModelList() {}

  /** The list as a tree, for the platform's own members are added to it. */
  public static ObjectNode write(List<ListedModel> models, String owner) {
    var body = Json.object().put("object", "list");
    var data = body.putArray("data");
    for (var model : models) {
      data.addObject()
          .put("id", model.name())
          .put("object", "model")
          .put("created", model.created().getEpochSecond())
          .put("owned_by", owner);
    }
    return body;
  }
}

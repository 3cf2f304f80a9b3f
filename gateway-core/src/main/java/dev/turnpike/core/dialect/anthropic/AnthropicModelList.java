package dev.turnpike.core.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.ListedModel;
import dev.turnpike.core.dialect.json.Json;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Models as Anthropic's clients list them; one page holds all.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/models-list">List models</a>
 */
public final class AnthropicModelList {
  private AnthropicModelList() {}

  public static byte[] write(List<ListedModel> models) {
    var body = Json.object();
    var data = body.putArray("data");
    models.forEach(model -> data.add(node(model)));
    body.put("has_more", false);
    body.put("first_id", models.isEmpty() ? null : models.getFirst().name());
    body.put("last_id", models.isEmpty() ? null : models.getLast().name());
    return Json.writeBytes(body);
  }

  /** The answer for one model. */
  public static byte[] write(ListedModel model) {
    return Json.writeBytes(node(model));
  }

  private static ObjectNode node(ListedModel model) {
    return Json.object()
        .put("type", "model")
        .put("id", model.name())
        .put("display_name", model.displayName())
        .put("created_at", model.created().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("max_input_tokens", model.contextWindow());
  }
}

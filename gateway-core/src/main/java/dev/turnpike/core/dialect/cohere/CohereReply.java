package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole answer. The plan made before tools are called is reasoning by another name. */
final class CohereReply {
  private CohereReply() {}

  static ChatReply read(JsonNode body, ReplyContext context) {
    if (!(body.get("message") instanceof ObjectNode message)) {
      var told = Json.text(body, "message");
      throw RefusedException.invalid(
          "message", told.isEmpty() ? "The provider's answer holds no message." : told);
    }
    var word = Json.text(body, "finish_reason");
    var failure = CohereErrors.ofFinish(word, Json.text(body, "error"));
    if (failure != null) {
      throw RefusedException.invalid("finish_reason", failure.message());
    }
    var blocks = new ArrayList<Block>();
    var plan = Json.text(message, "tool_plan");
    if (!plan.isEmpty()) {
      blocks.add(new Block.Reasoning(plan, null));
    }
    content(message, blocks);
    for (var call : message.path("tool_calls")) {
      var id = Json.text(call, "id");
      var function = call.path("function");
      blocks.add(
          new Block.ToolUse(
              id.isEmpty() ? context.madeId("call_", blocks.size()) : id,
              Json.text(function, "name"),
              Json.text(function, "arguments")));
    }
    boolean calls = !message.path("tool_calls").isEmpty();
    return new ChatReply(
        Json.text(body, "id"),
        "",
        0,
        List.of(
            new ChatReply.Choice(0, blocks, CohereErrors.finish(word).given(calls), null, null)),
        CohereUsage.read(body.get("usage")),
        null);
  }

  private static void content(JsonNode message, List<Block> blocks) {
    int index = 0;
    for (var part : message.path("content")) {
      if (Json.text(part, "type").equals("thinking")) {
        blocks.add(new Block.Reasoning(Json.text(part, "thinking"), null));
      } else if (!Json.text(part, "text").isEmpty()) {
        var citations = CohereCitations.of(message.path("citations"), index);
        blocks.add(new Block.Text(Json.text(part, "text"), citations, null));
      }
      index++;
    }
  }
}

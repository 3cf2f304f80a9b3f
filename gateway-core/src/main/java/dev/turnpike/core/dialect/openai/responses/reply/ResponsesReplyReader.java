package dev.turnpike.core.dialect.openai.responses.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesPartReader;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesReasoning;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole response. */
public final class ResponsesReplyReader {
  private ResponsesReplyReader() {}

  public static ChatReply read(JsonNode body, ReplyContext context) {
    var error = Json.text(body.path("error"), "message");
    if (!(body.get("output") instanceof ArrayNode output)
        || Json.text(body, "status").equals("failed")) {
      throw RefusedException.invalid(
          "output",
          error.isEmpty() ? "The provider's answer is not a response: it has no output." : error);
    }
    var blocks = new ArrayList<Block>();
    var logprobs = Json.array();
    for (var item : output) {
      if (item instanceof ObjectNode object) {
        item(object, blocks, logprobs, context);
      }
    }
    var finish =
        ResponsesFinish.read(
            body,
            blocks.stream().anyMatch(b -> b instanceof Block.ToolUse),
            blocks.stream().anyMatch(b -> b instanceof Block.Refusal));
    return new ChatReply(
        Json.text(body, "id"),
        Json.text(body, "model"),
        Json.count(body, "created_at"),
        List.of(
            new ChatReply.Choice(0, blocks, finish, null, logprobs.isEmpty() ? null : logprobs)),
        OpenAiUsage.readResponses(body.get("usage")),
        Json.textOrNull(body, "service_tier"));
  }

  /** The blocks of one output item. */
  public static void item(
      ObjectNode item, List<Block> blocks, ArrayNode logprobs, ReplyContext context) {
    switch (Json.text(item, "type")) {
      case "message" -> {
        for (var part : item.path("content")) {
          part(part, blocks, logprobs);
        }
      }
      case "function_call" -> blocks.add(call(item, blocks.size(), context));
      case "reasoning" -> {
        var reasoning = ResponsesReasoning.read(item);
        if (!reasoning.text().isEmpty() || reasoning.seal() != null) {
          blocks.add(reasoning);
        }
      }
      case "image_generation_call" -> blocks.add(image(item));
      default ->
          blocks.add(new Block.Opaque(DialectId.OPENAI_RESPONSES, Json.text(item, "type"), item));
    }
  }

  private static void part(JsonNode part, List<Block> blocks, ArrayNode logprobs) {
    switch (Json.text(part, "type")) {
      case "output_text" -> {
        var text = Json.text(part, "text");
        if (!text.isEmpty()) {
          blocks.add(
              new Block.Text(text, ResponsesPartReader.citations(part.path("annotations")), null));
        }
        if (part.get("logprobs") instanceof ArrayNode tokens) {
          logprobs.addAll(tokens);
        }
      }
      case "refusal" -> blocks.add(new Block.Refusal(Json.text(part, "refusal")));
      default -> {
        // A kind of part that came later.
      }
    }
  }

  public static Block.ToolUse call(ObjectNode item, int position, ReplyContext context) {
    var id = Json.text(item, "call_id");
    if (id.isEmpty()) {
      id = Json.text(item, "id");
    }
    return new Block.ToolUse(
        id.isEmpty() ? context.madeId("call_", position) : id,
        Json.text(item, "name"),
        Json.text(item, "arguments"));
  }

  private static Block image(ObjectNode item) {
    var format = Json.text(item, "output_format");
    return new Block.Media(
        Block.Media.Kind.IMAGE,
        new MediaSource.Inline(
            "image/" + (format.isEmpty() ? "png" : format), Json.text(item, "result")));
  }
}

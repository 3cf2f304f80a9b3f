package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer. It has neither an id nor a model's name. */
final class ConverseReply {
  private ConverseReply() {}

  static ChatReply read(JsonNode body, ReplyContext context, Drops drops) {
    if (!(body.path("output").path("message").get("content") instanceof ArrayNode content)) {
      var message = Json.text(body, "message");
      throw RefusedException.invalid(
          "output",
          message.isEmpty() ? "The provider's answer holds no output.message.content." : message);
    }
    var blocks = new ArrayList<Block>(content.size());
    for (var node : content) {
      var block = node instanceof ObjectNode object ? block(object, blocks.size(), context) : null;
      if (block instanceof Block.Opaque opaque) {
        drops.add("message." + opaque.type());
      } else if (block != null) {
        blocks.add(block);
      }
    }
    boolean calls = blocks.stream().anyMatch(Block.ToolUse.class::isInstance);
    var finish = ConverseStop.read(Json.text(body, "stopReason")).given(calls);
    return new ChatReply(
        "",
        "",
        0,
        List.of(new ChatReply.Choice(0, blocks, finish, null, null)),
        ConverseUsage.read(body.get("usage")),
        Json.textOrNull(body.path("serviceTier"), "type"));
  }

  /** One block; null for an empty text. A kind without a canonical form comes as opaque. */
  private static @Nullable Block block(ObjectNode node, int position, ReplyContext context) {
    if (node.has("text")) {
      var text = Json.text(node, "text");
      return text.isEmpty() ? null : new Block.Text(text);
    }
    if (node.has("toolUse")) {
      var use = node.path("toolUse");
      var id = Json.text(use, "toolUseId");
      return new Block.ToolUse(
          id.isEmpty() ? context.madeId("tooluse_", position) : id,
          Json.text(use, "name"),
          use.path("input").isObject() ? Json.write(use.path("input")) : "{}");
    }
    if (node.has("reasoningContent")) {
      return reasoning(node.path("reasoningContent"));
    }
    if (node.has("citationsContent")) {
      return cited(node.path("citationsContent"));
    }
    var image = node.path("image");
    if (image.path("source").has("bytes")) {
      return new Block.Media(
          Block.Media.Kind.IMAGE,
          new MediaSource.Inline(
              "image/" + Json.text(image, "format"), Json.text(image.path("source"), "bytes")));
    }
    var names = node.fieldNames();
    return new Block.Opaque(
        DialectId.BEDROCK_CONVERSE, names.hasNext() ? names.next() : "block", node);
  }

  private static Block reasoning(JsonNode node) {
    var redacted = Json.text(node, "redactedContent");
    if (!redacted.isEmpty()) {
      return new Block.Reasoning("", new Seal(DialectId.BEDROCK_CONVERSE, redacted, true));
    }
    var text = node.path("reasoningText");
    var signature = Json.text(text, "signature");
    return new Block.Reasoning(
        Json.text(text, "text"),
        signature.isEmpty() ? null : new Seal(DialectId.BEDROCK_CONVERSE, signature, false));
  }

  private static Block cited(JsonNode node) {
    var text = new StringBuilder();
    node.path("content").forEach(part -> text.append(Json.text(part, "text")));
    return new Block.Text(text.toString(), ConverseCitations.read(node.path("citations")), null);
  }
}

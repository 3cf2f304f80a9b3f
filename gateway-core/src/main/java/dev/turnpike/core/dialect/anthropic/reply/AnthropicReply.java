package dev.turnpike.core.dialect.anthropic.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.content.AnthropicBlockReader;
import dev.turnpike.core.dialect.anthropic.content.AnthropicBlockWriter;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and writes a whole message. */
public final class AnthropicReply {
  private AnthropicReply() {}

  public static ChatReply read(JsonNode body, ReplyContext context) {
    if (!(body.get("content") instanceof ArrayNode content)) {
      var message = Json.text(body.path("error"), "message");
      throw RefusedException.invalid(
          "content",
          message.isEmpty() ? "The provider's answer is not a message: no content." : message);
    }
    var blocks = new ArrayList<Block>(content.size());
    boolean calls = false;
    for (var node : content) {
      var block = node instanceof ObjectNode object ? block(object, blocks.size(), context) : null;
      if (block != null) {
        calls |= block instanceof Block.ToolUse;
        blocks.add(block);
      }
    }
    var finish = AnthropicStop.read(Json.text(body, "stop_reason")).given(calls);
    var tier = Json.textOrNull(body.path("usage"), "service_tier");
    return new ChatReply(
        Json.text(body, "id"),
        Json.text(body, "model"),
        0,
        List.of(
            new ChatReply.Choice(0, blocks, finish, Json.textOrNull(body, "stop_sequence"), null)),
        AnthropicUsage.read(body.get("usage")),
        "standard".equals(tier) ? "default" : tier);
  }

  /** One block of an answer; null for an empty text. */
  static @Nullable Block block(ObjectNode node, int position, ReplyContext context) {
    var type = Json.text(node, "type");
    return switch (type) {
      case "text" -> {
        var citations = AnthropicBlockReader.citations(node.path("citations"));
        var text = Json.text(node, "text");
        yield text.isEmpty() && citations.isEmpty() ? null : new Block.Text(text, citations, null);
      }
      case "thinking" ->
          new Block.Reasoning(Json.text(node, "thinking"), seal(node, "signature", false));
      case "redacted_thinking" -> new Block.Reasoning("", seal(node, "data", true));
      case "tool_use" -> {
        var id = Json.text(node, "id");
        var input = node.path("input");
        yield new Block.ToolUse(
            id.isEmpty() ? context.madeId("toolu_", position) : id,
            Json.text(node, "name"),
            input.isObject() ? Json.write(input) : "{}");
      }
      default -> new Block.Opaque(DialectId.ANTHROPIC_MESSAGES, type, node);
    };
  }

  private static @Nullable Seal seal(ObjectNode node, String field, boolean encrypted) {
    var value = Json.text(node, field);
    return value.isEmpty() ? null : new Seal(DialectId.ANTHROPIC_MESSAGES, value, encrypted);
  }

  public static ObjectNode write(ChatReply reply, ReplyContext context, Drops drops) {
    var body = head(context, reply.id(), reply.model());
    var content = (ArrayNode) body.path("content");
    if (!reply.choices().isEmpty()) {
      drops.addIf(reply.choices().size() > 1, "choices");
      var choice = reply.choices().getFirst();
      drops.addIf(choice.logprobs() != null, "message.logprobs");
      for (var block : choice.blocks()) {
        write(block, choice.finish(), content, drops);
      }
      body.put("stop_reason", AnthropicStop.write(choice.finish()));
      body.put("stop_sequence", choice.stopSequence());
    }
    var usage = AnthropicUsage.write(reply.usage() == null ? Usage.NONE : reply.usage());
    if (reply.serviceTier() != null) {
      usage.put(
          "service_tier", reply.serviceTier().equals("default") ? "standard" : reply.serviceTier());
    }
    body.set("usage", usage);
    return body;
  }

  /** A message without content, as {@code message_start} shows it too. */
  public static ObjectNode head(ReplyContext context, String id, String model) {
    var body = Json.object();
    body.put("id", context.replyId("msg_", id)).put("type", "message").put("role", "assistant");
    body.put("model", context.modelName(model));
    body.putArray("content");
    body.putNull("stop_reason").putNull("stop_sequence");
    return body;
  }

  private static void write(Block block, FinishReason finish, ArrayNode content, Drops drops) {
    switch (block) {
      case Block.Text text -> {
        var node = content.addObject().put("type", "text").put("text", text.text());
        var citations = Json.array();
        text.citations().forEach(c -> citation(c, citations));
        // Absent, not null: Vercel's AI SDK refuses a null here.
        if (!citations.isEmpty()) {
          node.set("citations", citations);
        }
      }
      case Block.Refusal refusal ->
          content.addObject().put("type", "text").put("text", refusal.text());
      case Block.ToolUse use ->
          content
              .addObject()
              .put("type", "tool_use")
              .put("id", use.id())
              .put("name", use.name())
              .set("input", input(use, finish));
      case Block.Reasoning reasoning -> content.add(reasoning(reasoning));
      case Block.Media media ->
          drops.add("message." + media.kind().name().toLowerCase(Locale.ROOT));
      case Block.ToolResult result -> drops.add("message.tool_result");
      case Block.Opaque opaque -> {
        if (opaque.origin() == DialectId.ANTHROPIC_MESSAGES) {
          content.add(opaque.json());
        } else {
          drops.add("message." + opaque.type());
        }
      }
    }
  }

  private static ObjectNode reasoning(Block.Reasoning reasoning) {
    var seal = reasoning.seal();
    return seal != null
        ? AnthropicBlockWriter.sealed(reasoning, seal)
        : Json.object()
            .put("type", "thinking")
            .put("thinking", reasoning.text())
            .put("signature", "");
  }

  /** Arguments cut by the token limit have no object form: the stop reason says what happened. */
  private static ObjectNode input(Block.ToolUse use, FinishReason finish) {
    if (use.arguments().isBlank()) {
      return Json.object();
    }
    var input = Json.objectOrNull(use.arguments());
    if (input == null && finish != FinishReason.LENGTH) {
      throw RefusedException.invalid(
          "content", "The model wrote arguments for " + use.name() + " that are no JSON object.");
    }
    return input == null ? Json.object() : input;
  }

  /** A source in the one form that names an address. */
  public static void citation(Citation citation, ArrayNode into) {
    if (citation.origin() == DialectId.ANTHROPIC_MESSAGES) {
      into.add(citation.json());
    } else if (citation.url() != null) {
      into.addObject()
          .put("type", "web_search_result_location")
          .put("url", citation.url())
          .put("title", citation.title())
          .put("cited_text", citation.quote() == null ? "" : citation.quote())
          .put("encrypted_index", "");
    }
  }
}

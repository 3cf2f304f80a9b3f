package dev.turnpike.core.dialect.openai.responses.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesAnnotations;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesReasoning;
import dev.turnpike.core.usage.Usage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a whole response. */
public final class ResponsesReplyWriter {
  private final ReplyContext context;
  private final Drops drops;

  public ResponsesReplyWriter(ReplyContext context, Drops drops) {
    this.context = context;
    this.drops = drops;
  }

  public ObjectNode write(ChatReply reply) {
    var node = ResponseFrame.of(context, reply.id(), reply.model(), reply.created());
    var output = (ArrayNode) node.path("output");
    if (!reply.choices().isEmpty()) {
      drops.addIf(reply.choices().size() > 1, "choices");
      var choice = reply.choices().getFirst();
      for (var block : choice.blocks()) {
        add(block, output);
      }
      if (choice.logprobs() != null) {
        logprobs(choice.logprobs(), output);
      }
      boolean refusal = choice.blocks().stream().anyMatch(b -> b instanceof Block.Refusal);
      ResponsesFinish.write(choice.finish(), refusal, node);
    }
    node.set(
        "usage", OpenAiUsage.writeResponses(reply.usage() == null ? Usage.NONE : reply.usage()));
    if (reply.serviceTier() != null) {
      node.put("service_tier", reply.serviceTier());
    }
    return node;
  }

  private void add(Block block, ArrayNode output) {
    var item = item(block, output.size(), "completed");
    if (item != null) {
      output.add(item);
      context.items().keep(Json.text(item, "id"), item);
    }
  }

  private static void logprobs(ArrayNode tokens, ArrayNode output) {
    for (var item : output) {
      if (item.path("content").path(0) instanceof ObjectNode part && part.has("text")) {
        part.set("logprobs", tokens);
        return;
      }
    }
  }

  /** The output item of one block, or null when the format has none. */
  public @Nullable ObjectNode item(Block block, int position, String status) {
    return switch (block) {
      case Block.Text text -> {
        var item = message(position, status);
        ((ArrayNode) item.path("content")).add(textPart(text));
        yield item;
      }
      case Block.Refusal refusal -> {
        var item = message(position, status);
        ((ArrayNode) item.path("content"))
            .addObject()
            .put("type", "refusal")
            .put("refusal", refusal.text());
        yield item;
      }
      case Block.ToolUse use ->
          Json.object()
              .put("id", context.madeId("fc_", position))
              .put("type", "function_call")
              .put("status", status)
              .put("call_id", use.id())
              .put("name", use.name())
              .put("arguments", use.arguments());
      case Block.Reasoning reasoning ->
          ResponsesReasoning.write(reasoning, reasoningId(reasoning, position));
      case Block.Media media -> media(media, position, status);
      case Block.Opaque opaque -> {
        if (opaque.origin() == DialectId.OPENAI_RESPONSES) {
          yield opaque.json();
        }
        drops.add("message." + opaque.type());
        yield null;
      }
      case Block.ToolResult result -> {
        drops.add("message.tool_result");
        yield null;
      }
    };
  }

  private String reasoningId(Block.Reasoning reasoning, int position) {
    var seal = reasoning.seal();
    return seal != null && !seal.id().isEmpty() ? seal.id() : context.madeId("rs_", position);
  }

  ObjectNode message(int position, String status) {
    var item =
        Json.object()
            .put("id", context.madeId("msg_", position))
            .put("type", "message")
            .put("status", status)
            .put("role", "assistant");
    item.putArray("content");
    return item;
  }

  private ObjectNode textPart(Block.Text text) {
    var part = Json.object().put("type", "output_text").put("text", text.text());
    var annotations = part.putArray("annotations");
    text.citations().forEach(c -> ResponsesAnnotations.write(c, annotations, drops));
    part.putArray("logprobs");
    return part;
  }

  private @Nullable ObjectNode media(Block.Media media, int position, String status) {
    if (media.kind() == Block.Media.Kind.IMAGE
        && media.source() instanceof MediaSource.Inline(var type, var base64)) {
      return Json.object()
          .put("id", context.madeId("ig_", position))
          .put("type", "image_generation_call")
          .put("status", status)
          .put("output_format", type.substring(type.indexOf('/') + 1))
          .put("result", base64);
    }
    drops.add("message." + media.kind().name().toLowerCase(Locale.ROOT));
    return null;
  }
}

package dev.turnpike.core.dialect.openai.chat.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiSeals;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a whole chat completion. */
public final class ChatReplyWriter {
  private final ReplyContext context;
  private final Drops drops;

  public ChatReplyWriter(ReplyContext context, Drops drops) {
    this.context = context;
    this.drops = drops;
  }

  public ObjectNode write(ChatReply reply) {
    var body = Json.object();
    body.put("id", context.replyId("chatcmpl-", reply.id()));
    body.put("object", "chat.completion");
    body.put("created", context.createdOr(reply.created()));
    body.put("model", context.modelName(reply.model()));
    var choices = body.putArray("choices");
    reply.choices().forEach(choice -> choices.add(choice(choice)));
    if (reply.usage() != null) {
      body.set("usage", OpenAiUsage.writeChat(reply.usage()));
    }
    if (reply.serviceTier() != null) {
      body.put("service_tier", reply.serviceTier());
    }
    return body;
  }

  private ObjectNode choice(ChatReply.Choice choice) {
    var node = Json.object().put("index", choice.index());
    var message = node.putObject("message").put("role", "assistant");
    boolean refusal = new Parts(message).write(choice);
    if (choice.logprobs() == null) {
      node.putNull("logprobs");
    } else {
      node.putObject("logprobs").set("content", choice.logprobs());
    }
    node.put("finish_reason", ChatFinish.write(choice.finish(), refusal));
    return node;
  }

  /** Sorts the blocks of one choice into the members of its message. */
  private final class Parts {
    private final ObjectNode message;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final ArrayNode details = Json.array();
    private final ArrayNode calls = Json.array();
    private final ArrayNode annotations = Json.array();
    private final ArrayNode images = Json.array();
    private @Nullable Seal ofNext;

    Parts(ObjectNode message) {
      this.message = message;
    }

    /** Answers whether there is a refusal text. */
    boolean write(ChatReply.Choice choice) {
      choice.blocks().forEach(this::block);
      if (ofNext != null) {
        OpenAiSeals.write(new Block.Reasoning("", ofNext), details);
      }
      if (text.isEmpty()) {
        message.putNull("content");
      } else {
        message.put("content", text.toString());
      }
      message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
      if (!reasoning.isEmpty()) {
        message.put("reasoning_content", reasoning.toString());
      }
      setIfAny("reasoning_details", details);
      setIfAny("annotations", annotations);
      setIfAny("images", images);
      setIfAny("tool_calls", calls);
      return !refusal.isEmpty();
    }

    private void setIfAny(String name, ArrayNode array) {
      if (!array.isEmpty()) {
        message.set(name, array);
      }
    }

    private void block(Block block) {
      var sealOfThis = ofNext;
      ofNext = null;
      if (sealOfThis != null && !(block instanceof Block.ToolUse)) {
        OpenAiSeals.write(new Block.Reasoning("", sealOfThis), details);
      }
      switch (block) {
        case Block.Text t -> text(t);
        case Block.Refusal r -> refusal.append(r.text());
        case Block.Reasoning r -> reasoning(r);
        case Block.ToolUse use -> calls.add(call(use, sealOfThis));
        case Block.Media media -> media(media);
        case Block.Opaque opaque -> opaque(opaque);
        case Block.ToolResult result -> drops.add("message.tool_result");
      }
    }

    private void text(Block.Text t) {
      int offset = text.codePointCount(0, text.length());
      text.append(t.text());
      for (var citation : t.citations()) {
        annotation(citation, offset, annotations, drops);
      }
    }

    private void reasoning(Block.Reasoning r) {
      reasoning.append(r.text());
      var seal = r.seal();
      if (seal != null && OpenAiSeals.belongsToNext(r.text(), seal)) {
        ofNext = seal;
      } else if (seal != null) {
        OpenAiSeals.write(r, details);
      }
    }

    private ObjectNode call(Block.ToolUse use, @Nullable Seal seal) {
      var call = Json.object().put("id", use.id()).put("type", "function");
      call.putObject("function")
          .put("name", use.name())
          .put("arguments", use.arguments().isEmpty() ? "{}" : use.arguments());
      if (seal != null) {
        OpenAiSeals.writeOnCall(seal, call);
      }
      return call;
    }

    private void media(Block.Media media) {
      if (media.kind() == Block.Media.Kind.IMAGE
          && media.source() instanceof MediaSource.Inline inline) {
        // OpenRouter's place for images a model draws; OpenAI's chat has none.
        images
            .addObject()
            .put("type", "image_url")
            .putObject("image_url")
            .put("url", inline.dataUrl());
      } else {
        drops.add("message." + media.kind().name().toLowerCase(Locale.ROOT));
      }
    }

    private void opaque(Block.Opaque opaque) {
      if (opaque.origin() == DialectId.OPENAI_CHAT && opaque.type().equals("audio")) {
        message.set("audio", opaque.json());
      } else if (opaque.origin() == DialectId.OPENAI_CHAT) {
        calls.add(opaque.json());
      } else {
        drops.add("message." + opaque.type());
      }
    }
  }

  /** Adds a source as {@code url_citation}; one without an address is lost. */
  public static void annotation(Citation citation, int offset, ArrayNode annotations, Drops drops) {
    if (citation.origin() == DialectId.OPENAI_CHAT) {
      annotations.add(citation.json());
      return;
    }
    if (citation.url() == null) {
      drops.add("message.citations");
      return;
    }
    annotations
        .addObject()
        .put("type", "url_citation")
        .putObject("url_citation")
        .put("url", citation.url())
        .put("title", citation.title() != null ? citation.title() : "")
        .put("start_index", Math.max(0, citation.start()) + offset)
        .put("end_index", Math.max(0, citation.end()) + offset);
  }
}

package dev.turnpike.core.dialect.openai.chat.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.dialect.openai.OpenAiSeals;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole chat completion, tolerantly: compatible servers leave out and add much. */
public final class ChatReplyReader {
  private ChatReplyReader() {}

  public static ChatReply read(JsonNode body, ReplyContext context) {
    if (!(body.get("choices") instanceof ArrayNode list)) {
      var message = Json.text(body.path("error"), "message");
      throw RefusedException.invalid(
          "choices",
          message.isEmpty()
              ? "The provider's answer is not a chat completion: it has no choices."
              : message);
    }
    var choices = new ArrayList<ChatReply.Choice>(list.size());
    for (var choice : list) {
      if (choice.isObject()) {
        choices.add(choice(choice, choices.size(), context));
      }
    }
    return new ChatReply(
        Json.text(body, "id"),
        Json.text(body, "model"),
        Json.count(body, "created"),
        choices,
        OpenAiUsage.readChat(body.get("usage")),
        Json.textOrNull(body, "service_tier"));
  }

  private static ChatReply.Choice choice(JsonNode choice, int position, ReplyContext context) {
    var message = choice.path("message");
    var blocks = new ArrayList<Block>(OpenAiSeals.read(message));
    content(message, blocks);
    var refusal = Json.text(message, "refusal");
    if (!refusal.isEmpty()) {
      blocks.add(new Block.Refusal(refusal));
    }
    media(message, blocks);
    boolean calls = calls(message, blocks, context);
    var finish =
        refusal.isEmpty()
            ? ChatFinish.read(Json.text(choice, "finish_reason")).given(calls)
            : FinishReason.REFUSAL;
    return new ChatReply.Choice(
        Json.integer(choice, "index", position),
        blocks,
        finish,
        null,
        choice.path("logprobs").get("content") instanceof ArrayNode logprobs ? logprobs : null);
  }

  /** A string; Mistral sends an array of texts and thoughts. */
  private static void content(JsonNode message, List<Block> blocks) {
    var content = message.path("content");
    var citations = citations(message.path("annotations"));
    if (content.isTextual() && !content.textValue().isEmpty()) {
      blocks.add(new Block.Text(content.textValue(), citations, null));
    }
    for (var part : content) {
      if (part.isObject()) {
        part(part, blocks);
      }
    }
  }

  private static void part(JsonNode part, List<Block> blocks) {
    switch (Json.text(part, "type")) {
      case "text" -> blocks.add(new Block.Text(Json.text(part, "text")));
      case "thinking" -> {
        var text = new StringBuilder();
        part.path("thinking").forEach(thought -> text.append(Json.text(thought, "text")));
        blocks.addFirst(new Block.Reasoning(text.toString(), null));
      }
      default ->
          blocks.add(
              new Block.Opaque(DialectId.OPENAI_CHAT, Json.text(part, "type"), (ObjectNode) part));
    }
  }

  public static List<Citation> citations(JsonNode annotations) {
    var found = new ArrayList<Citation>();
    for (var annotation : annotations) {
      if (annotation instanceof ObjectNode object) {
        var source = object.path("url_citation");
        found.add(
            new Citation(
                Json.textOrNull(source, "url"),
                Json.textOrNull(source, "title"),
                null,
                Json.integer(source, "start_index", -1),
                Json.integer(source, "end_index", -1),
                DialectId.OPENAI_CHAT,
                object));
      }
    }
    return found;
  }

  private static void media(JsonNode message, List<Block> blocks) {
    for (var image : message.path("images")) {
      var url = Json.text(image.path("image_url"), "url");
      if (!url.isEmpty()) {
        blocks.add(new Block.Media(Block.Media.Kind.IMAGE, MediaSource.ofUrl(url)));
      }
    }
    if (message.get("audio") instanceof ObjectNode audio) {
      blocks.add(new Block.Opaque(DialectId.OPENAI_CHAT, "audio", audio));
      var transcript = Json.text(audio, "transcript");
      if (!transcript.isEmpty()) {
        blocks.add(new Block.Text(transcript));
      }
    }
  }

  private static boolean calls(JsonNode message, List<Block> blocks, ReplyContext context) {
    int before = blocks.size();
    int position = 0;
    for (var call : message.path("tool_calls")) {
      var seal = OpenAiSeals.readOfCall(call);
      if (seal != null) {
        blocks.add(new Block.Reasoning("", seal));
      }
      var id = Json.text(call, "id");
      var use = call(call.path("function"), id.isEmpty() ? context.madeId("call_", position) : id);
      if (use != null) {
        blocks.add(use);
      } else if (call instanceof ObjectNode object) {
        blocks.add(new Block.Opaque(DialectId.OPENAI_CHAT, Json.text(call, "type"), object));
      }
      position++;
    }
    var legacy = call(message.path("function_call"), context.madeId("call_", position));
    if (legacy != null) {
      blocks.add(legacy);
    }
    return blocks.size() > before;
  }

  private static Block.@Nullable ToolUse call(JsonNode function, String id) {
    var name = Json.text(function, "name");
    if (name.isEmpty()) {
      return null;
    }
    var arguments = function.path("arguments");
    return new Block.ToolUse(
        id, name, arguments.isObject() ? arguments.toString() : arguments.asText());
  }
}

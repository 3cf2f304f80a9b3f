package dev.turnpike.core.dialect.gemini.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code systemInstruction} and {@code contents}. */
public final class GeminiContentWriter {
  /**
   * Gemini 3 refuses calls of the conversation without the signature it gave for them, unless this
   * stands in its place: for conversations that began with another model.
   *
   * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
   */
  private static final String UNSIGNED = "skip_thought_signature_validator";

  private final boolean gemini3;
  private final Drops drops;
  private final Map<String, String> toolNames = new HashMap<>();

  public GeminiContentWriter(String model, Drops drops) {
    this.gemini3 = isGemini3(model);
    this.drops = drops;
  }

  public static boolean isGemini3(String model) {
    return model.contains("gemini-3");
  }

  public void write(List<Message> messages, ObjectNode body) {
    var system = Json.array();
    var contents = Json.array();
    for (var message : messages) {
      drops.addIf(message.name() != null, "messages.name");
      drops.addIf(!message.extras().isEmpty(), "messages.extra_fields");
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {
          drops.addIf(!contents.isEmpty(), "messages.system_position");
          blocks(message.blocks(), system);
        }
        case USER, TOOL -> blocks(message.blocks(), parts("user", contents));
        case ASSISTANT -> {
          var own = Json.array();
          blocks(message.blocks(), own);
          markUnsigned(own);
          parts("model", contents).addAll(own);
        }
      }
    }
    if (!system.isEmpty()) {
      body.putObject("systemInstruction").set("parts", system);
    }
    contents.forEach(GeminiContentWriter::notEmpty);
    body.set("contents", contents);
  }

  /** Neighbours of one role become one content: answers to parallel calls must stand together. */
  private static ArrayNode parts(String role, ArrayNode contents) {
    if (!contents.isEmpty()) {
      var last = contents.get(contents.size() - 1);
      if (last.path("role").asText().equals(role)) {
        return (ArrayNode) last.path("parts");
      }
    }
    return contents.addObject().put("role", role).putArray("parts");
  }

  private static void notEmpty(JsonNode content) {
    if (content.path("parts") instanceof ArrayNode parts && parts.isEmpty()) {
      parts.addObject().put("text", "");
    }
  }

  private void markUnsigned(ArrayNode parts) {
    if (!gemini3) {
      return;
    }
    for (var part : parts) {
      if (part.has("functionCall")) {
        if (!part.has("thoughtSignature")) {
          ((ObjectNode) part).put("thoughtSignature", UNSIGNED);
        }
        return;
      }
    }
  }

  private void blocks(List<Block> blocks, ArrayNode parts) {
    Seal pending = null;
    for (var block : blocks) {
      if (block instanceof Block.Reasoning reasoning) {
        flush(pending, parts);
        pending = reasoning(reasoning, parts);
        continue;
      }
      int before = parts.size();
      block(block, parts);
      if (pending != null && parts.size() > before) {
        ((ObjectNode) parts.get(before)).put("thoughtSignature", pending.value());
        pending = null;
      }
    }
    flush(pending, parts);
  }

  /** A signature with nothing after it stands on an empty text, as Google's own streams end. */
  private static void flush(@Nullable Seal seal, ArrayNode parts) {
    if (seal != null) {
      parts.addObject().put("text", "").put("thoughtSignature", seal.value());
    }
  }

  /** Answers the signature that belongs on the next part. */
  private @Nullable Seal reasoning(Block.Reasoning reasoning, ArrayNode parts) {
    var seal = reasoning.seal();
    if (seal == null || seal.origin() != DialectId.GEMINI_GENERATE) {
      drops.add("messages.reasoning");
      return null;
    }
    if (reasoning.text().isEmpty()) {
      return seal;
    }
    parts
        .addObject()
        .put("text", reasoning.text())
        .put("thought", true)
        .put("thoughtSignature", seal.value());
    return null;
  }

  private void block(Block block, ArrayNode parts) {
    switch (block) {
      case Block.Text text -> {
        drops.addIf(text.cache() != null, "cache_control");
        drops.addIf(!text.citations().isEmpty(), "messages.citations");
        parts.addObject().put("text", text.text());
      }
      case Block.Refusal refusal -> parts.addObject().put("text", refusal.text());
      case Block.Media media -> media(media, parts.addObject());
      case Block.ToolUse use -> call(use, parts);
      case Block.ToolResult result -> result(result, parts);
      case Block.Opaque opaque -> {
        if (opaque.origin() == DialectId.GEMINI_GENERATE) {
          parts.add(opaque.json());
        } else {
          drops.add("messages." + opaque.type());
        }
      }
      case Block.Reasoning r -> {}
    }
  }

  private void call(Block.ToolUse use, ArrayNode parts) {
    toolNames.put(use.id(), use.name());
    drops.addIf(use.cache() != null, "cache_control");
    var call = parts.addObject().putObject("functionCall");
    call.put("id", use.id()).put("name", use.name());
    var args = use.arguments().isBlank() ? Json.object() : Json.objectOrNull(use.arguments());
    call.set("args", args != null ? args : Json.object().put("invalid_json", use.arguments()));
  }

  private void result(Block.ToolResult result, ArrayNode parts) {
    drops.addIf(result.cache() != null, "cache_control");
    var name = toolNames.getOrDefault(result.toolUseId(), result.toolName());
    var response = parts.addObject().putObject("functionResponse");
    response.put("id", result.toolUseId()).put("name", name.isEmpty() ? "tool" : name);
    var text = new StringBuilder();
    var media = Json.array();
    for (var block : result.content()) {
      if (block instanceof Block.Text t) {
        drops.addIf(t.cache() != null, "cache_control");
        text.append(t.text());
      } else {
        block(block, media);
      }
    }
    response.set("response", answer(text.toString(), result.error()));
    if (!media.isEmpty()) {
      response.set("parts", media);
    }
  }

  private static ObjectNode answer(String text, boolean error) {
    if (error) {
      return Json.object().put("error", text);
    }
    var object = text.startsWith("{") ? Json.objectOrNull(text) : null;
    // An object of one member could be taken for Google's own wrapper, above all for an error.
    return object != null && object.size() > 1 ? object : Json.object().put("output", text);
  }

  private void media(Block.Media media, ObjectNode part) {
    drops.addIf(media.cache() != null, "cache_control");
    drops.addIf(media.detail() != null, "detail");
    switch (media.source()) {
      case MediaSource.Inline(var type, var base64) ->
          Members.of(part.putObject("inlineData"))
              .put("mimeType", type)
              .put("data", base64)
              .put("displayName", media.name());
      case MediaSource.Link(var url, var type) -> {
        var guess = type != null ? type : GeminiMedia.guess(url);
        part.putObject("fileData")
            .put("mimeType", guess.isEmpty() ? GeminiMedia.usual(media.kind()) : guess)
            .put("fileUri", url);
      }
      case MediaSource.PlainText(var text) -> part.put("text", text);
      case MediaSource.Uploaded u ->
          throw RefusedException.unsupported(
              "messages.content",
              "The file was uploaded to another provider; send its address or its bytes.");
    }
  }
}

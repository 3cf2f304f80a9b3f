package dev.turnpike.core.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning in chat completions, which OpenAI's own format has no place for. Text goes to {@code
 * reasoning_content} (DeepSeek, vLLM, SGLang, llama.cpp) and is read from {@code reasoning} too;
 * seals go to {@code reasoning_details}, whose {@code format} says whose they are, so that the
 * value itself stays verbatim.
 *
 * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">reasoning_details</a>
 */
public final class OpenAiSeals {
  private OpenAiSeals() {}

  /** The reasoning of a message, whole or one chunk of a stream. */
  public static List<Block.Reasoning> read(JsonNode message) {
    var found = new ArrayList<Block.Reasoning>();
    message.path("reasoning_details").forEach(detail -> readDetail(detail, found));
    if (found.stream().anyMatch(block -> !block.text().isEmpty())) {
      return found;
    }
    var text = Json.text(message, "reasoning_content");
    if (text.isEmpty()) {
      text = Json.text(message, "reasoning");
    }
    if (!text.isEmpty()) {
      join(text, found);
    }
    return found;
  }

  /** Clients that kept a stream have the text in one member and its signature in the other. */
  private static void join(String text, List<Block.Reasoning> found) {
    for (int i = 0; i < found.size(); i++) {
      var seal = found.get(i).seal();
      if (seal != null && !belongsToNext("", seal)) {
        found.set(i, new Block.Reasoning(text, seal));
        return;
      }
    }
    found.addFirst(new Block.Reasoning(text, null));
  }

  /** Google signs the part after the thought; its signature rides on the call, if that is one. */
  public static boolean belongsToNext(String text, Seal seal) {
    return text.isEmpty() && seal.origin() == DialectId.GEMINI_GENERATE;
  }

  private static void readDetail(JsonNode detail, List<Block.Reasoning> into) {
    var origin = originOf(Json.text(detail, "format"));
    var id = Json.text(detail, "id");
    switch (Json.text(detail, "type")) {
      case "reasoning.encrypted" -> {
        var data = Json.text(detail, "data");
        if (!data.isEmpty()) {
          into.add(new Block.Reasoning("", new Seal(origin, data, true, id)));
        }
      }
      case "reasoning.summary" -> into.add(new Block.Reasoning(Json.text(detail, "summary"), null));
      case "reasoning.text" -> {
        var signature = Json.text(detail, "signature");
        into.add(
            new Block.Reasoning(
                Json.text(detail, "text"),
                signature.isEmpty() ? null : new Seal(origin, signature, false, id)));
      }
      default -> {
        // A kind of detail that came after this was written; it is not ours to interpret.
      }
    }
  }

  /** Adds one block to a {@code reasoning_details} array. */
  public static void write(Block.Reasoning block, ArrayNode details) {
    var detail = details.addObject();
    var seal = block.seal();
    if (seal != null && seal.encrypted()) {
      detail.put("type", "reasoning.encrypted").put("data", seal.value());
    } else {
      detail.put("type", "reasoning.text").put("text", block.text());
      if (seal != null) {
        detail.put("signature", seal.value());
      }
    }
    if (seal != null) {
      putOrigin(detail, seal);
    }
  }

  private static void putOrigin(ObjectNode detail, Seal seal) {
    if (!seal.id().isEmpty()) {
      detail.put("id", seal.id());
    }
    detail.put("format", formatOf(seal.origin()));
  }

  private static String formatOf(DialectId origin) {
    return switch (origin) {
      case ANTHROPIC_MESSAGES -> "anthropic-claude-v1";
      case GEMINI_GENERATE -> "google-gemini-v1";
      case OPENAI_RESPONSES -> "openai-responses-v1";
      case BEDROCK_CONVERSE -> "bedrock-converse-v1";
      // Those after the first sign nothing.
      case OPENAI_CHAT, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE -> "unknown";
    };
  }

  private static DialectId originOf(String format) {
    return switch (format) {
      case "anthropic-claude-v1" -> DialectId.ANTHROPIC_MESSAGES;
      case "google-gemini-v1" -> DialectId.GEMINI_GENERATE;
      case "openai-responses-v1" -> DialectId.OPENAI_RESPONSES;
      case "bedrock-converse-v1" -> DialectId.BEDROCK_CONVERSE;
      default -> DialectId.OPENAI_CHAT;
    };
  }

  /** The signature Google's compatible endpoint hangs on a tool call, or null. */
  public static @Nullable Seal readOfCall(JsonNode call) {
    var value = Json.text(call.path("extra_content").path("google"), "thought_signature");
    return value.isEmpty() ? null : new Seal(DialectId.GEMINI_GENERATE, value, false);
  }

  /** Hangs a signature on a tool call in that form. */
  public static void writeOnCall(Seal seal, ObjectNode call) {
    call.putObject("extra_content").putObject("google").put("thought_signature", seal.value());
  }
}

package dev.turnpike.core.dialect.gemini.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.gemini.content.GeminiPartReader;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the body of a generateContent request; {@code camelCase} and {@code snake_case} alike. */
public final class GeminiRequestReader {
  private final GeminiPartReader parts = new GeminiPartReader();

  public ChatRequest read(JsonNode body, CallHead head) {
    var fields = Fields.ofProto(body, "");
    if (fields.has("cachedContent")) {
      throw RefusedException.unsupported(
          "cachedContent", "Only a provider that speaks Gemini can look up cached content.");
    }
    var found = fields.object("generationConfig");
    var config = found == null ? Fields.ofProto(Json.object(), "generationConfig") : found;
    var bodyModel = fields.text("model");
    if (head.model() == null && bodyModel == null) {
      throw fields.missing("model");
    }
    var tier = fields.text("serviceTier");
    return new ChatRequest(
        head.model() != null ? head.model() : String.valueOf(bodyModel),
        Boolean.TRUE.equals(head.stream()),
        true,
        messages(fields),
        GeminiTools.read(fields),
        sampling(config),
        thinking(config),
        output(config),
        new Tags(
            null,
            fields.tree("labels"),
            tier == null ? null : tier.toLowerCase(Locale.ROOT),
            null,
            fields.flag("store")),
        extras(fields, config));
  }

  /** What is left; members of {@code generationConfig} under dotted names. */
  private static Extras extras(Fields fields, Fields config) {
    var rest = fields.rest();
    config
        .rest()
        .properties()
        .forEach(m -> rest.set("generationConfig." + m.getKey(), m.getValue()));
    return new Extras(DialectId.GEMINI_GENERATE, rest);
  }

  private List<Message> messages(Fields fields) {
    var messages = new ArrayList<Message>();
    var system = fields.take("systemInstruction");
    if (system != null && system.isTextual()) {
      messages.add(new Message(Role.SYSTEM, List.of(new Block.Text(system.textValue()))));
    } else if (system != null) {
      messages.add(
          new Message(Role.SYSTEM, parts.read(Fields.ofProto(system, "systemInstruction"))));
    }
    var contents = fields.objects("contents");
    if (contents.isEmpty()) {
      throw fields.has("contents")
          ? fields.wrong("contents", "a list of at least one content")
          : fields.missing("contents");
    }
    for (var content : contents) {
      var blocks = parts.read(content);
      switch (content.text("role", "user")) {
        case "model" -> messages.add(new Message(Role.ASSISTANT, blocks));
        case "system" -> messages.add(new Message(Role.SYSTEM, blocks));
        case "user", "function", "tool", "" -> messages.addAll(Message.ofUser(blocks));
        default -> throw content.wrong("role", "user or model");
      }
    }
    return messages;
  }

  private static Sampling sampling(Fields config) {
    return new Sampling(
        config.number("temperature"),
        config.number("topP"),
        topK(config),
        config.whole("maxOutputTokens"),
        config.texts("stopSequences"),
        config.whole("seed"),
        config.integer("candidateCount"),
        config.number("presencePenalty"),
        config.number("frequencyPenalty"),
        null,
        config.flag("responseLogprobs"),
        config.integer("logprobs"));
  }

  /** A float in Google's SDKs, which write 40.0. */
  private static @Nullable Integer topK(Fields config) {
    var value = config.number("topK");
    return value == null ? null : value.intValue();
  }

  private static @Nullable Thinking thinking(Fields config) {
    var thinking = config.object("thinkingConfig");
    if (thinking == null) {
      return null;
    }
    var budget = thinking.whole("thinkingBudget");
    var level = thinking.text("thinkingLevel");
    Thinking.Effort effort = null;
    if (level != null && !level.equals("THINKING_LEVEL_UNSPECIFIED")) {
      effort =
          Thinking.Effort.ofWire(level.toLowerCase(Locale.ROOT))
              .orElseThrow(() -> thinking.wrong("thinkingLevel", "MINIMAL, LOW, MEDIUM or HIGH"));
    }
    // -1 leaves it to the model.
    return new Thinking(
        effort, budget != null && budget < 0 ? null : budget, thinking.flag("includeThoughts"));
  }

  private static OutputForm output(Fields config) {
    var modalities =
        config.texts("responseModalities").stream().map(m -> m.toLowerCase(Locale.ROOT)).toList();
    return new OutputForm(format(config), null, modalities, null);
  }

  private static OutputForm.@Nullable Format format(Fields config) {
    var schema = config.tree("responseJsonSchema");
    var own = config.tree("responseSchema");
    var type = config.text("responseMimeType", "");
    if (type.equals("text/x.enum")) {
      throw RefusedException.unsupported(
          "generationConfig.responseMimeType",
          "Only a provider that speaks Gemini can answer in text/x.enum.");
    }
    if (schema == null && own != null) {
      schema = GeminiSchema.toJsonSchema(own);
    }
    if (schema != null) {
      return new OutputForm.Format.Schema("answer", null, schema, null);
    }
    return type.equals("application/json") ? new OutputForm.Format.AnyJson() : null;
  }
}

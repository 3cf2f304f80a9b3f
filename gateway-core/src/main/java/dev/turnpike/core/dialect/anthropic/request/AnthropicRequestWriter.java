package dev.turnpike.core.dialect.anthropic.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.content.AnthropicBlockWriter;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes the body of a Messages request. */
public final class AnthropicRequestWriter {
  private final ChatRequest request;
  private final Target target;
  private final Drops drops;
  private final AnthropicBlockWriter blocks;
  private final ObjectNode body = Json.object();

  public AnthropicRequestWriter(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
    this.blocks = new AnthropicBlockWriter(drops);
  }

  public ObjectNode write() {
    refuseWhatChangesMeaning();
    body.put("model", target.model());
    messages();
    AnthropicTools.write(request.tooling(), body, drops);
    boolean thinks = new AnthropicThinking(request, target, drops).write(body);
    sampling(thinks);
    format();
    tags();
    drops.restore(request.extras(), DialectId.ANTHROPIC_MESSAGES, body);
    if (target.stream()) {
      body.put("stream", true);
    }
    return body;
  }

  private void refuseWhatChangesMeaning() {
    if (request.sampling().isForSeveral()) {
      throw RefusedException.unsupported(
          "n", "The provider's format (Anthropic Messages) gives one answer a call.");
    }
    if (request.output().modalities().stream().anyMatch(m -> !m.equals("text"))) {
      throw RefusedException.unsupported(
          "modalities", "The provider's format (Anthropic Messages) answers in text only.");
    }
  }

  private void messages() {
    var system = Json.array();
    var messages = Json.array();
    for (var message : request.messages()) {
      drops.addIf(message.name() != null, "messages.name");
      drops.addIf(
          !message.extras().isEmpty() && message.extras().origin() != DialectId.ANTHROPIC_MESSAGES,
          "messages.extra_fields");
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {
          // The one place for it is before all messages.
          drops.addIf(!messages.isEmpty(), "messages.system_position");
          blocks.write(message.blocks(), system);
        }
        case USER, TOOL -> add("user", message, messages);
        case ASSISTANT -> add("assistant", message, messages);
      }
    }
    if (system.size() == 1 && system.get(0).size() == 2) {
      body.set("system", system.get(0).get("text"));
    } else if (!system.isEmpty()) {
      body.set("system", system);
    }
    body.set("messages", messages);
  }

  /** Neighbours of one role become one message: the vendor wants the turns to alternate. */
  private void add(String role, Message message, ArrayNode messages) {
    ArrayNode content;
    JsonNode last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
    if (last != null && last.path("role").asText().equals(role)) {
      content = (ArrayNode) last.path("content");
    } else {
      content = Json.array();
    }
    blocks.write(message.blocks(), content);
    if (last != null && content == last.path("content")) {
      return;
    }
    if (!content.isEmpty()) {
      messages.addObject().put("role", role).set("content", content);
    }
  }

  private void sampling(boolean thinks) {
    var sampling = request.sampling();
    var members = Members.of(body);
    if (thinks) {
      // With thinking on the vendor refuses these.
      drops.addIf(differs(sampling.temperature(), BigDecimal.ONE), "temperature");
      drops.addIf(sampling.topP() != null, "top_p");
      drops.addIf(sampling.topK() != null, "top_k");
    } else {
      var temperature = sampling.temperature();
      if (temperature != null && temperature.compareTo(BigDecimal.ONE) > 0) {
        drops.add("temperature");
        temperature = BigDecimal.ONE;
      }
      members.put("temperature", temperature);
      if (temperature == null) {
        members.put("top_p", sampling.topP());
      } else {
        // Claude 4.1 and later take one of the two.
        drops.addIf(differs(sampling.topP(), BigDecimal.ONE), "top_p");
      }
      members.put("top_k", sampling.topK());
    }
    members.put("stop_sequences", sampling.stop());
    drops.addIf(sampling.seed() != null, "seed");
    drops.addIf(differs(sampling.presencePenalty(), BigDecimal.ZERO), "presence_penalty");
    drops.addIf(differs(sampling.frequencyPenalty(), BigDecimal.ZERO), "frequency_penalty");
    drops.addIf(sampling.logitBias() != null && !sampling.logitBias().isEmpty(), "logit_bias");
    drops.addIf(Boolean.TRUE.equals(sampling.logprobs()), "logprobs");
    drops.addIf(sampling.topLogprobs() != null, "top_logprobs");
  }

  private static boolean differs(@Nullable BigDecimal value, BigDecimal harmless) {
    return value != null && value.compareTo(harmless) != 0;
  }

  private void format() {
    drops.addIf(request.output().verbosity() != null, "verbosity");
    switch (request.output().format()) {
      case null -> {}
      case Format.AnyJson() -> drops.add("response_format");
      case Format.Schema schema -> {
        var config =
            body.get("output_config") instanceof ObjectNode o ? o : body.putObject("output_config");
        config
            .putObject("format")
            .put("type", "json_schema")
            .set("schema", closed(schema.schema()));
      }
    }
  }

  /** The vendor demands that every object of the schema is closed. */
  private static JsonNode closed(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      var copy = Json.object();
      object.properties().forEach(m -> copy.set(m.getKey(), closed(m.getValue())));
      boolean isObject =
          copy.path("type").asText().equals("object") && !copy.has("additionalProperties");
      return isObject ? copy.put("additionalProperties", false) : copy;
    }
    if (schema instanceof ArrayNode array) {
      var copy = Json.array();
      array.forEach(item -> copy.add(closed(item)));
      return copy;
    }
    return schema;
  }

  private void tags() {
    var tags = request.tags();
    if (tags.user() != null) {
      body.putObject("metadata").put("user_id", tags.user());
    }
    switch (tags.serviceTier()) {
      case null -> {}
      case "auto" -> body.put("service_tier", "auto");
      case "default", "standard" -> body.put("service_tier", "standard_only");
      default -> drops.add("service_tier");
    }
    drops.addIf(tags.metadata() != null && !tags.metadata().isEmpty(), "metadata");
    drops.addIf(tags.cacheKey() != null, "prompt_cache_key");
    drops.addIf(Boolean.TRUE.equals(tags.store()), "store");
  }
}

package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the body of Converse and of ConverseStream, which are alike. */
final class ConverseRequestWriter {
  /** Members of Converse that no caller's dialect has: passed on as a caller wrote them. */
  private static final Set<String> OWN =
      Set.of(
          "guardrailConfig",
          "additionalModelRequestFields",
          "additionalModelResponseFieldPaths",
          "performanceConfig",
          "promptVariables",
          "requestMetadata");

  private static final int MOST_METADATA = 16;
  private static final Pattern METADATA = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,.-]{1,256}");

  private final ChatRequest request;
  private final Target target;
  private final Drops drops;
  private final ConverseBlockWriter blocks;
  private final ObjectNode body = Json.object();

  ConverseRequestWriter(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
    this.blocks = new ConverseBlockWriter(ModelVendor.of(target.model()), drops);
  }

  ObjectNode write() {
    refuseWhatChangesMeaning();
    extras();
    messages();
    var thinking = new ConverseThinking(request, target.model(), body, drops);
    boolean thinks = thinking.write();
    inference(thinks, thinking.maxTokens());
    ConverseTools.write(request, body, drops);
    format();
    tags();
    return body;
  }

  private void refuseWhatChangesMeaning() {
    if (request.sampling().isForSeveral()) {
      throw RefusedException.unsupported(
          "n", "The provider's format (Bedrock Converse) gives one answer a call.");
    }
    if (request.output().modalities().stream().anyMatch(m -> !m.equals("text"))) {
      throw RefusedException.unsupported(
          "modalities", "The provider's format (Bedrock Converse) is asked for text only.");
    }
  }

  private void extras() {
    var fields = request.extras().fields();
    for (var member : fields.properties()) {
      if (OWN.contains(member.getKey())) {
        body.set(member.getKey(), member.getValue().deepCopy());
      } else {
        drops.add(member.getKey());
      }
    }
  }

  private void messages() {
    var system = Json.array();
    var messages = Json.array();
    for (var message : request.messages()) {
      drops.addIf(message.name() != null, "messages.name");
      drops.addIf(!message.extras().isEmpty(), "messages.extra_fields");
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {
          drops.addIf(!messages.isEmpty(), "messages.system_position");
          blocks.write(message.blocks(), system);
        }
        case USER, TOOL -> add("user", message, messages);
        case ASSISTANT -> add("assistant", message, messages);
      }
    }
    if (!system.isEmpty()) {
      body.set("system", system);
    }
    body.set("messages", messages);
  }

  /** The vendor wants the turns to alternate. */
  private void add(String role, Message message, ArrayNode messages) {
    var last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
    if (last != null && Json.text(last, "role").equals(role)) {
      blocks.write(message.blocks(), (ArrayNode) last.path("content"));
      return;
    }
    var content = Json.array();
    blocks.write(message.blocks(), content);
    if (!content.isEmpty()) {
      messages.addObject().put("role", role).set("content", content);
    }
  }

  private void inference(boolean thinks, @Nullable Long maxTokens) {
    var sampling = request.sampling();
    var config = Json.object();
    var members = Members.of(config).put("maxTokens", maxTokens);
    if (thinks && ModelVendor.of(target.model()) == ModelVendor.ANTHROPIC) {
      // Claude refuses these while it thinks.
      drops.addIf(sampling.temperature() != null, "temperature");
      drops.addIf(sampling.topP() != null, "top_p");
      drops.addIf(sampling.topK() != null, "top_k");
    } else {
      members.put("temperature", temperature(sampling.temperature())).put("topP", sampling.topP());
      topK(sampling.topK());
    }
    members.put("stopSequences", sampling.stop());
    if (!config.isEmpty()) {
      body.set("inferenceConfig", config);
    }
    drops.addIf(sampling.seed() != null, "seed");
    drops.addIf(says(sampling.presencePenalty()), "presence_penalty");
    drops.addIf(says(sampling.frequencyPenalty()), "frequency_penalty");
    drops.addIf(sampling.logitBias() != null && !sampling.logitBias().isEmpty(), "logit_bias");
    drops.addIf(Boolean.TRUE.equals(sampling.logprobs()), "logprobs");
    drops.addIf(sampling.topLogprobs() != null, "top_logprobs");
  }

  /** The format ends at 1 where others go up to 2. */
  private @Nullable BigDecimal temperature(@Nullable BigDecimal asked) {
    if (asked == null || asked.compareTo(BigDecimal.ONE) <= 0) {
      return asked;
    }
    drops.add("temperature");
    return BigDecimal.ONE;
  }

  private void topK(@Nullable Integer topK) {
    if (topK == null) {
      return;
    }
    switch (ModelVendor.of(target.model())) {
      case ANTHROPIC -> body.withObject("/additionalModelRequestFields").put("top_k", topK);
      case AMAZON ->
          body.withObject("/additionalModelRequestFields/inferenceConfig").put("topK", topK);
      case OPENAI, OTHER -> drops.add("top_k");
    }
  }

  private static boolean says(@Nullable BigDecimal penalty) {
    return penalty != null && penalty.signum() != 0;
  }

  private void format() {
    drops.addIf(request.output().verbosity() != null, "verbosity");
    switch (request.output().format()) {
      case null -> {}
      case Format.AnyJson() -> drops.add("response_format");
      case Format.Schema schema -> {
        var format = body.withObject("/outputConfig").putObject("textFormat");
        var json = format.put("type", "json_schema").putObject("structure").putObject("jsonSchema");
        // The schema goes as text within the JSON.
        Members.of(json)
            .put("schema", Json.write(schema.schema()))
            .put("name", schema.name())
            .put("description", schema.description());
      }
    }
  }

  private void tags() {
    var tags = request.tags();
    drops.addIf(tags.user() != null, "user");
    metadata(tags.metadata());
    switch (tags.serviceTier()) {
      case null -> {}
      case "auto", "standard" -> {}
      case "default", "priority", "flex" ->
          body.putObject("serviceTier").put("type", tags.serviceTier());
      default -> drops.add("service_tier");
    }
    drops.addIf(tags.cacheKey() != null, "prompt_cache_key");
    drops.addIf(Boolean.TRUE.equals(tags.store()), "store");
  }

  private void metadata(@Nullable ObjectNode metadata) {
    if (metadata == null || metadata.isEmpty()) {
      return;
    }
    boolean fits = metadata.size() <= MOST_METADATA;
    for (var member : metadata.properties()) {
      fits &= METADATA.matcher(member.getKey()).matches() && fits(member.getValue());
    }
    if (fits && !body.has("requestMetadata")) {
      body.set("requestMetadata", metadata.deepCopy());
    } else {
      drops.add("metadata");
    }
  }

  private static boolean fits(JsonNode value) {
    return value.isTextual()
        && (value.textValue().isEmpty() || METADATA.matcher(value.textValue()).matches());
  }
}

package dev.turnpike.core.dialect.gemini.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.canon.request.Thinking.Effort;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.gemini.content.GeminiContentWriter;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import java.util.Locale;

/** Writes the body of a generateContent request. */
public final class GeminiRequestWriter {
  private final ChatRequest request;
  private final Target target;
  private final Drops drops;
  private final ObjectNode body = Json.object();
  private final ObjectNode config = Json.object();

  public GeminiRequestWriter(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
  }

  public ObjectNode write() {
    new GeminiContentWriter(target.model(), drops).write(request.messages(), body);
    GeminiTools.write(request.tooling(), body, drops);
    sampling();
    thinking();
    output();
    tags();
    extras();
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    return body;
  }

  private void sampling() {
    var sampling = request.sampling();
    Members.of(config)
        .put("temperature", sampling.temperature())
        .put("topP", sampling.topP())
        .put("topK", sampling.topK())
        .put("maxOutputTokens", sampling.maxTokens())
        .put("stopSequences", sampling.stop())
        .put("seed", sampling.seed())
        .put("candidateCount", sampling.n())
        .put("presencePenalty", sampling.presencePenalty())
        .put("frequencyPenalty", sampling.frequencyPenalty());
    if (Boolean.TRUE.equals(sampling.logprobs())) {
      config.put("responseLogprobs", true);
      Members.of(config).put("logprobs", sampling.topLogprobs());
    }
    drops.addIf(sampling.logitBias() != null && !sampling.logitBias().isEmpty(), "logit_bias");
  }

  /**
   * Gemini 3 takes a level, earlier models a budget.
   *
   * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">Thinking</a>
   */
  private void thinking() {
    var thinking = request.thinking();
    if (thinking == null) {
      return;
    }
    var node = config.putObject("thinkingConfig");
    if (GeminiContentWriter.isGemini3(target.model()) && thinking.budget() == null) {
      node.put("thinkingLevel", level(thinking));
    } else if (thinking.budget() != null || thinking.effort() != null) {
      node.put("thinkingBudget", thinking.budgetOrMapped());
    }
    if (!thinking.off()) {
      node.put("includeThoughts", !Boolean.FALSE.equals(thinking.visible()));
    }
  }

  private static String level(Thinking thinking) {
    return switch (thinking.effortOrMapped()) {
      case NONE, MINIMAL -> Effort.MINIMAL.wire();
      case LOW -> Effort.LOW.wire();
      case MEDIUM -> Effort.MEDIUM.wire();
      case HIGH, XHIGH, MAX -> Effort.HIGH.wire();
    };
  }

  private void output() {
    var output = request.output();
    switch (output.format()) {
      case null -> {}
      case Format.AnyJson() -> config.put("responseMimeType", "application/json");
      case Format.Schema schema -> {
        config.put("responseMimeType", "application/json");
        config.set("responseJsonSchema", schema.schema());
      }
    }
    if (output.modalities().stream().anyMatch(m -> !m.equals("text"))) {
      var list = config.putArray("responseModalities");
      output.modalities().forEach(m -> list.add(m.toUpperCase(Locale.ROOT)));
    }
    drops.addIf(output.verbosity() != null, "verbosity");
    drops.addIf(output.audio() != null, "audio");
  }

  private void tags() {
    var tags = request.tags();
    boolean own = request.extras().origin() == DialectId.GEMINI_GENERATE;
    if (own) {
      Members.of(body).put("labels", tags.metadata()).put("serviceTier", tags.serviceTier());
    } else {
      // Labels are for billing on Vertex AI only and refused elsewhere.
      drops.addIf(tags.metadata() != null && !tags.metadata().isEmpty(), "metadata");
      drops.addIf(tags.serviceTier() != null && !"auto".equals(tags.serviceTier()), "service_tier");
    }
    drops.addIf(tags.user() != null, "user");
    drops.addIf(tags.cacheKey() != null, "prompt_cache_key");
    drops.addIf(Boolean.TRUE.equals(tags.store()), "store");
  }

  private void extras() {
    var extras = request.extras();
    if (extras.origin() != DialectId.GEMINI_GENERATE) {
      drops.restore(extras, DialectId.GEMINI_GENERATE, body);
      return;
    }
    var prefix = "generationConfig.";
    extras
        .fields()
        .properties()
        .forEach(
            m -> {
              if (m.getKey().startsWith(prefix)) {
                config.set(m.getKey().substring(prefix.length()), m.getValue());
              } else {
                body.putIfAbsent(m.getKey(), m.getValue());
              }
            });
  }
}

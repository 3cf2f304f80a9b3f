package dev.turnpike.core.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.canon.request.Thinking.Effort;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.dialect.openai.OpenAiFormats;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesItemWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Writes the body of a Responses request. */
public final class ResponsesRequestWriter {
  private final ChatRequest request;
  private final Target target;
  private final Drops drops;
  private final ObjectNode body = Json.object();
  private final ArrayList<String> include = new ArrayList<>();

  public ResponsesRequestWriter(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
  }

  public ObjectNode write() {
    refuseWhatChangesMeaning();
    body.put("model", target.model());
    new ResponsesItemWriter(drops).write(request.messages(), body);
    ResponsesTools.write(request.tooling(), body, drops);
    sampling();
    thinking();
    text();
    tags();
    Members.of(body).put("include", include);
    drops.restore(request.extras(), DialectId.OPENAI_RESPONSES, body);
    if (target.stream()) {
      body.put("stream", true);
    }
    return body;
  }

  private void refuseWhatChangesMeaning() {
    if (request.sampling().isForSeveral()) {
      throw RefusedException.unsupported(
          "n", "The provider's format (OpenAI Responses) gives one answer a call.");
    }
    if (!request.sampling().stop().isEmpty()) {
      throw RefusedException.unsupported(
          "stop", "The provider's format (OpenAI Responses) knows no stop sequences.");
    }
    if (request.output().modalities().stream().anyMatch(m -> !m.equals("text"))) {
      throw RefusedException.unsupported(
          "modalities", "The provider's format (OpenAI Responses) answers in text only.");
    }
  }

  private void sampling() {
    var sampling = request.sampling();
    Members.of(body)
        .put("temperature", sampling.temperature())
        .put("top_p", sampling.topP())
        .put("max_output_tokens", sampling.maxTokens());
    if (Boolean.TRUE.equals(sampling.logprobs())) {
      include.add("message.output_text.logprobs");
      Members.of(body).put("top_logprobs", sampling.topLogprobs());
    }
    drops.addIf(sampling.topK() != null, "top_k");
    drops.addIf(sampling.seed() != null, "seed");
    drops.addIf(notZero(sampling.presencePenalty()), "presence_penalty");
    drops.addIf(notZero(sampling.frequencyPenalty()), "frequency_penalty");
    drops.addIf(sampling.logitBias() != null && !sampling.logitBias().isEmpty(), "logit_bias");
  }

  private static boolean notZero(@Nullable BigDecimal value) {
    return value != null && value.signum() != 0;
  }

  private void thinking() {
    var thinking = request.thinking();
    if (thinking == null) {
      return;
    }
    if (thinking.off() && thinking.effort() == null) {
      drops.add("reasoning_effort");
      return;
    }
    var effort = thinking.effortOrMapped();
    var node = body.putObject("reasoning");
    node.put("effort", effort == Effort.MAX ? Effort.XHIGH.wire() : effort.wire());
    if (!thinking.off()) {
      if (!Boolean.FALSE.equals(thinking.visible())) {
        node.put("summary", "auto");
      }
      // Nothing is stored, so the reasoning has to travel with the conversation.
      include.add("reasoning.encrypted_content");
    }
  }

  private void text() {
    var output = request.output();
    var text = Json.object();
    switch (output.format()) {
      case null -> {}
      case Format.AnyJson() -> text.putObject("format").put("type", "json_object");
      case Format.Schema schema ->
          OpenAiFormats.writeSchema(schema, text.putObject("format").put("type", "json_schema"));
    }
    Members.of(text).put("verbosity", output.verbosity());
    if (!text.isEmpty()) {
      body.set("text", text);
    }
  }

  private void tags() {
    var tags = request.tags();
    Members.of(body)
        .put("user", tags.user())
        .put("metadata", tags.metadata())
        .put("service_tier", tags.serviceTier())
        .put("prompt_cache_key", tags.cacheKey())
        // The vendor's default is to keep everything; the caller did not ask for that.
        .put("store", tags.store() != null ? tags.store() : Boolean.FALSE);
  }
}

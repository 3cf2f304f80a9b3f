package dev.turnpike.core.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.canon.request.Thinking.Effort;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.dialect.openai.OpenAiFormats;
import dev.turnpike.core.dialect.openai.chat.content.ChatMessageWriter;
import java.util.List;

/** Writes the body of a chat completion request. */
public final class ChatRequestWriter {
  private final ChatRequest request;
  private final Target target;
  private final Drops drops;
  private final ObjectNode body = Json.object();

  public ChatRequestWriter(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
  }

  public ObjectNode write() {
    body.put("model", target.model());
    body.set("messages", new ChatMessageWriter(target, drops).write(request.messages()));
    ChatToolsWriter.write(request.tooling(), body, target, drops);
    sampling();
    thinking();
    output();
    tags();
    drops.restore(request.extras(), DialectId.OPENAI_CHAT, body);
    stream();
    return body;
  }

  private void sampling() {
    var sampling = request.sampling();
    Members.of(body)
        .put("temperature", sampling.temperature())
        .put("top_p", sampling.topP())
        .put(
            target.has(Quirk.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens",
            sampling.maxTokens())
        .put("stop", sampling.stop())
        .put("seed", sampling.seed())
        .put("n", sampling.n())
        .put("presence_penalty", sampling.presencePenalty())
        .put("frequency_penalty", sampling.frequencyPenalty())
        .put("logit_bias", sampling.logitBias())
        .put("logprobs", sampling.logprobs())
        .put("top_logprobs", sampling.topLogprobs());
    if (target.has(Quirk.TOP_K)) {
      Members.of(body).put("top_k", sampling.topK());
    } else {
      drops.addIf(sampling.topK() != null, "top_k");
    }
  }

  private void thinking() {
    var thinking = request.thinking();
    if (thinking == null) {
      return;
    }
    if (thinking.off() && thinking.effort() == null) {
      // "No budget" is the default of models that cannot reason; the word "none" is refused by
      // many.
      drops.add("reasoning_effort");
      return;
    }
    var effort = thinking.effortOrMapped();
    body.put("reasoning_effort", effort == Effort.MAX ? Effort.XHIGH.wire() : effort.wire());
  }

  private void output() {
    var output = request.output();
    switch (output.format()) {
      case null -> {}
      case Format.AnyJson() -> body.putObject("response_format").put("type", "json_object");
      case Format.Schema schema -> {
        if (target.has(Quirk.NO_JSON_SCHEMA)) {
          throw RefusedException.unsupported(
              "response_format", "This provider cannot hold an answer to a JSON schema.");
        }
        var format = body.putObject("response_format").put("type", "json_schema");
        OpenAiFormats.writeSchema(schema, format.putObject("json_schema"));
      }
    }
    boolean textOnly = output.modalities().stream().allMatch("text"::equals);
    Members.of(body)
        .put("verbosity", output.verbosity())
        .put("modalities", textOnly ? List.of() : output.modalities())
        .put("audio", output.audio());
  }

  private void tags() {
    var tags = request.tags();
    Members.of(body)
        .put("user", tags.user())
        .put("service_tier", tags.serviceTier())
        .put("prompt_cache_key", tags.cacheKey());
    if (Boolean.TRUE.equals(tags.store())) {
      Members.of(body).put("store", true).put("metadata", tags.metadata());
    } else {
      // OpenAI refuses metadata on completions it does not store.
      drops.addIf(tags.metadata() != null && !tags.metadata().isEmpty(), "metadata");
    }
  }

  private void stream() {
    if (target.stream()) {
      body.put("stream", true);
      if (!target.has(Quirk.NO_STREAM_OPTIONS)) {
        body.putObject("stream_options").put("include_usage", true);
      }
    }
  }
}

package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.canon.request.ToolChoice;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.Set;

/** Writes the body of a chat call. */
final class CohereRequestWriter {
  /** Parameters no caller's dialect has: passed on as a caller wrote them. */
  private static final Set<String> OWN =
      Set.of("documents", "citation_options", "safety_mode", "priority", "strict_tools");

  private final ChatRequest request;
  private final Target target;
  private final Drops drops;
  private final ObjectNode body = Json.object();

  CohereRequestWriter(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
  }

  ObjectNode write() {
    if (request.sampling().isForSeveral()) {
      throw RefusedException.unsupported(
          "n", "The provider's format (Cohere chat) gives one answer a call.");
    }
    if (request.output().modalities().stream().anyMatch(m -> !m.equals("text"))) {
      throw RefusedException.unsupported(
          "modalities", "The provider's format (Cohere chat) answers in text only.");
    }
    body.put("model", target.model());
    if (target.stream()) {
      body.put("stream", true);
    }
    for (var member : request.extras().fields().properties()) {
      if (OWN.contains(member.getKey())) {
        body.set(member.getKey(), member.getValue().deepCopy());
      } else {
        drops.add(member.getKey());
      }
    }
    new CohereMessages(body, drops).write(request.messages());
    tools();
    sampling();
    format();
    thinking();
    tags();
    return body;
  }

  private void tools() {
    var tooling = request.tooling();
    var tools = Json.array();
    for (var tool : tooling.tools()) {
      switch (tool) {
        case Tool.Function function -> {
          if (isOffered(function.name())) {
            var node = tools.addObject().put("type", "function").putObject("function");
            Members.of(node)
                .put("name", function.name())
                .put("description", function.description())
                .put("parameters", function.parameters());
            if (Boolean.TRUE.equals(function.strict())) {
              body.put("strict_tools", true);
            }
          }
        }
        case Tool.Hosted hosted -> drops.add("tools." + hosted.name());
      }
    }
    if (tools.isEmpty()) {
      if (tooling.mustCall()) {
        throw RefusedException.noToolWorks();
      }
      return;
    }
    body.set("tools", tools);
    drops.addIf(Boolean.FALSE.equals(tooling.parallel()), "parallel_tool_calls");
    if (tooling.mustCall()) {
      body.put("tool_choice", "REQUIRED");
    } else if (tooling.choice() instanceof ToolChoice.None) {
      body.put("tool_choice", "NONE");
    }
  }

  /** A choice of one tool, or among some, is said by offering only those. */
  private boolean isOffered(String name) {
    return switch (request.tooling().choice()) {
      case ToolChoice.Named(var only) -> only.equals(name);
      case ToolChoice.Allowed(var names, var required) -> names.contains(name);
      case null, default -> true;
    };
  }

  private void sampling() {
    var sampling = request.sampling();
    Members.of(body)
        .put("temperature", sampling.temperature())
        .put("p", sampling.topP())
        .put("k", sampling.topK())
        .put("max_tokens", sampling.maxTokens())
        .put("stop_sequences", sampling.stop())
        .put("seed", sampling.seed())
        .put("presence_penalty", sampling.presencePenalty())
        .put("frequency_penalty", sampling.frequencyPenalty());
    // The vendor gives token ids with them, which no caller's format has.
    drops.addIf(Boolean.TRUE.equals(sampling.logprobs()), "logprobs");
    drops.addIf(sampling.topLogprobs() != null, "top_logprobs");
    drops.addIf(sampling.logitBias() != null && !sampling.logitBias().isEmpty(), "logit_bias");
  }

  private void format() {
    drops.addIf(request.output().verbosity() != null, "verbosity");
    switch (request.output().format()) {
      case null -> {}
      case Format.AnyJson() -> body.putObject("response_format").put("type", "json_object");
      case Format.Schema schema ->
          body.putObject("response_format")
              .put("type", "json_object")
              .set("json_schema", schema.schema());
    }
  }

  private void thinking() {
    var thinking = request.thinking();
    if (thinking == null) {
      return;
    }
    if (thinking.off()) {
      body.putObject("thinking").put("type", "disabled");
    } else {
      body.putObject("thinking")
          .put("type", "enabled")
          .put("token_budget", thinking.budgetOrMapped());
    }
  }

  private void tags() {
    var tags = request.tags();
    drops.addIf(tags.user() != null, "user");
    drops.addIf(tags.metadata() != null && !tags.metadata().isEmpty(), "metadata");
    drops.addIf(tags.serviceTier() != null && !tags.serviceTier().equals("auto"), "service_tier");
    drops.addIf(tags.cacheKey() != null, "prompt_cache_key");
    drops.addIf(Boolean.TRUE.equals(tags.store()), "store");
  }
}

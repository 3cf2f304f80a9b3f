package dev.turnpike.core.dialect.replicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.Locale;

/**
 * Writes the input of a language model: one prompt, for there is no conversation. Several turns are
 * written as lines that say who speaks. Members no dialect knows go into the input as they stand,
 * since each model there has parameters of its own.
 */
final class ReplicateRequestWriter {
  private final ChatRequest request;
  private final Target target;
  private final Drops drops;
  private final ObjectNode input = Json.object();

  ReplicateRequestWriter(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
  }

  ObjectNode write() {
    refuseWhatChangesMeaning();
    prompt();
    var sampling = request.sampling();
    Members.of(input)
        .put("max_tokens", sampling.maxTokens())
        .put("temperature", sampling.temperature())
        .put("top_p", sampling.topP())
        .put("top_k", sampling.topK())
        .put("seed", sampling.seed())
        .put("presence_penalty", sampling.presencePenalty())
        .put("frequency_penalty", sampling.frequencyPenalty());
    if (!sampling.stop().isEmpty()) {
      input.put("stop_sequences", String.join(",", sampling.stop()));
    }
    request
        .extras()
        .fields()
        .properties()
        .forEach(m -> input.putIfAbsent(m.getKey(), m.getValue().deepCopy()));
    drops.addIf(Boolean.TRUE.equals(sampling.logprobs()), "logprobs");
    drops.addIf(sampling.logitBias() != null && !sampling.logitBias().isEmpty(), "logit_bias");
    drops.addIf(request.thinking() != null, "reasoning_effort");
    drops.addIf(request.output().format() != null, "response_format");
    drops.addIf(request.tags().user() != null, "user");
    drops.addIf(
        request.tags().metadata() != null && !request.tags().metadata().isEmpty(), "metadata");
    var body = Json.object();
    if (!isOfficial(target.model())) {
      var model = target.model();
      body.put("version", model.substring(model.indexOf(':') + 1));
    }
    body.set("input", input);
    if (target.stream()) {
      body.put("stream", true);
    }
    return body;
  }

  /** Below its base URL: models kept running have a path of their own, versions share one. */
  static String path(String model) {
    return isOfficial(model) ? "models/" + model + "/predictions" : "predictions";
  }

  private static boolean isOfficial(String model) {
    return model.indexOf('/') > 0 && model.indexOf(':') < 0;
  }

  private void refuseWhatChangesMeaning() {
    if (request.sampling().isForSeveral()) {
      throw RefusedException.unsupported(
          "n", "The provider's format (Replicate predictions) gives one answer a call.");
    }
    if (request.tooling().tools().stream().anyMatch(Tool.Function.class::isInstance)) {
      throw RefusedException.unsupported(
          "tools", "The provider's format (Replicate predictions) knows no tools.");
    }
  }

  private void prompt() {
    var system = new StringBuilder();
    var turns = new StringBuilder();
    int spoken = 0;
    var last = "";
    for (var message : request.messages()) {
      var text = text(message);
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> system.append(system.isEmpty() ? "" : "\n").append(text);
        case USER, ASSISTANT, TOOL -> {
          spoken++;
          last = text;
          var who = message.role() == Message.Role.ASSISTANT ? "Assistant" : "User";
          turns.append(who).append(": ").append(text).append('\n');
        }
      }
    }
    input.put("prompt", spoken == 1 ? last : turns + "Assistant:");
    if (!system.isEmpty()) {
      input.put("system_prompt", system.toString());
    }
  }

  private String text(Message message) {
    var text = new StringBuilder();
    for (var block : message.blocks()) {
      switch (block) {
        case Block.Text t -> text.append(t.text());
        case Block.Refusal r -> text.append(r.text());
        case Block.Media media -> image(media);
        case Block.Reasoning r -> drops.add("messages.reasoning");
        case Block.Opaque o -> drops.add("messages." + o.type());
        case Block.ToolUse u ->
            throw RefusedException.unsupported(
                "messages", "The provider's format (Replicate predictions) knows no tools.");
        case Block.ToolResult r ->
            throw RefusedException.unsupported(
                "messages", "The provider's format (Replicate predictions) knows no tools.");
      }
    }
    return text.toString();
  }

  private void image(Block.Media media) {
    var url =
        switch (media.source()) {
          case MediaSource.Inline inline -> inline.dataUrl();
          case MediaSource.Link(var link, var type) -> link;
          case MediaSource.Uploaded uploaded -> "";
          case MediaSource.PlainText plain -> "";
        };
    if (media.kind() != Block.Media.Kind.IMAGE || url.isEmpty() || input.has("image")) {
      throw RefusedException.unsupported(
          "messages.content",
          "The provider's format (Replicate predictions) takes one image, not this "
              + media.kind().name().toLowerCase(Locale.ROOT)
              + ".");
    }
    input.put("image", url);
  }
}

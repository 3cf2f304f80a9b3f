package dev.turnpike.core.dialect.corpus;

import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.canon.request.ToolChoice;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request as lines a person can write down and compare: what is said in order, then settings. */
final class Asked {
  private final List<String> lines = new ArrayList<>();

  private Asked() {}

  static List<String> lines(ChatRequest request) {
    var asked = new Asked();
    request.messages().forEach(asked::message);
    request.tooling().tools().forEach(asked::tool);
    asked.choice(request.tooling().choice());
    asked.add("parallel", request.tooling().parallel());
    var sampling = request.sampling();
    asked.add("temperature", sampling.temperature());
    asked.add("top_p", sampling.topP());
    asked.add("top_k", sampling.topK());
    asked.add("max_tokens", sampling.maxTokens());
    sampling.stop().forEach(stop -> asked.add("stop", stop));
    asked.add("seed", sampling.seed());
    asked.add("n", sampling.n());
    asked.add("presence_penalty", sampling.presencePenalty());
    asked.add("frequency_penalty", sampling.frequencyPenalty());
    asked.add("logprobs", sampling.logprobs());
    asked.add("top_logprobs", sampling.topLogprobs());
    if (request.thinking() != null) {
      var thinking = request.thinking();
      asked.add("effort", thinking.effort() == null ? null : thinking.effort().wire());
      asked.add("budget", thinking.budget());
    }
    asked.format(request.output().format());
    asked.add("verbosity", request.output().verbosity());
    asked.add("user", request.tags().user());
    asked.add("metadata", request.tags().metadata());
    asked.add("service_tier", request.tags().serviceTier());
    return asked.lines;
  }

  private void add(String name, @Nullable Object value) {
    if (value != null) {
      lines.add(name + ": " + value);
    }
  }

  private void message(Message message) {
    var role = message.role().name().toLowerCase(Locale.ROOT);
    for (var block : message.blocks()) {
      lines.add(role + " " + block(block));
    }
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Text t -> "text: " + t.text() + mark(t.cache());
      case Block.Refusal r -> "refusal: " + r.text();
      case Block.Reasoning r ->
          "reasoning: " + r.text() + (r.seal() == null ? "" : " sealed " + r.seal().value());
      case Block.ToolUse u -> "call " + u.id() + ": " + u.name() + " " + canonical(u.arguments());
      case Block.ToolResult r -> result(r);
      case Block.Media m -> media(m);
      case Block.Opaque o -> "opaque: " + o.type();
    };
  }

  private static String mark(@Nullable Object cache) {
    return cache == null ? "" : " cached";
  }

  private static String canonical(String json) {
    var tree = Json.readOrNull(json);
    return tree == null ? json : Json.write(tree);
  }

  private static String result(Block.ToolResult result) {
    var text = new StringBuilder("result " + result.toolUseId() + (result.error() ? " error" : ""));
    for (var block : result.content()) {
      text.append(block instanceof Block.Text t ? ": " + t.text() : " + " + block(block));
    }
    return text.toString();
  }

  private static String media(Block.Media media) {
    var source =
        switch (media.source()) {
          case MediaSource.Inline(var type, var base64) -> type + " " + base64;
          case MediaSource.Link(var url, var type) -> url;
          case MediaSource.Uploaded(var id) -> "file " + id;
          case MediaSource.PlainText(var text) -> "text " + text;
        };
    return media.kind().name().toLowerCase(Locale.ROOT) + ": " + source;
  }

  private void tool(Tool tool) {
    switch (tool) {
      case Tool.Function f ->
          lines.add(
              "tool "
                  + f.name()
                  + ": "
                  + f.description()
                  + " "
                  + (f.parameters() == null ? "{}" : Json.write(f.parameters()))
                  + (Boolean.TRUE.equals(f.strict()) ? " strict" : ""));
      case Tool.Hosted h -> lines.add("hosted tool " + h.name());
    }
  }

  private void choice(@Nullable ToolChoice choice) {
    switch (choice) {
      case null -> {}
      case ToolChoice.Auto() -> lines.add("choice: auto");
      case ToolChoice.None() -> lines.add("choice: none");
      case ToolChoice.Required() -> lines.add("choice: required");
      case ToolChoice.Named(var name) -> lines.add("choice: " + name);
      case ToolChoice.Allowed(var names, var required) ->
          lines.add("choice: " + (required ? "one of " : "maybe ") + names);
    }
  }

  private void format(@Nullable Format format) {
    switch (format) {
      case null -> {}
      case Format.AnyJson() -> lines.add("format: json");
      case Format.Schema schema -> lines.add("format: " + Json.write(schema.schema()));
    }
  }
}

package dev.turnpike.ingest.otlp.convention;

import dev.turnpike.ingest.otlp.OtlpSpan;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which {@code log_type} a span is, by whichever convention says so first. */
final class SpanTypes {
  /** Words of the wire, which stand for themselves, and those that mean one of them. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("trace", "workflow"),
          Map.entry("step", "task"),
          Map.entry("chain", "task"),
          Map.entry("retriever", "task"),
          Map.entry("evaluator", "task"),
          Map.entry("prompt", "task"),
          Map.entry("llm", "generation"),
          Map.entry("model", "generation"),
          Map.entry("event", "custom"),
          Map.entry("rerank", "reranker"),
          Map.entry("embeddings", "embedding"),
          Map.entry("text_completion", "completion"),
          Map.entry("generate_content", "chat"),
          Map.entry("execute_tool", "tool"),
          Map.entry("create_agent", "agent"),
          Map.entry("invoke_agent", "agent"),
          Map.entry("invoke_workflow", "workflow"));

  private static final Set<String> TYPES =
      Set.of(
          "text",
          "chat",
          "completion",
          "response",
          "embedding",
          "transcription",
          "speech",
          "workflow",
          "task",
          "tool",
          "agent",
          "handoff",
          "guardrail",
          "function",
          "custom",
          "generation",
          "unknown",
          "score",
          "batch",
          "span",
          "reranker",
          "other");

  private static final Set<String> MODEL_CALLS =
      Set.of(
          "text",
          "chat",
          "completion",
          "response",
          "embedding",
          "transcription",
          "speech",
          "generation",
          "reranker");

  private SpanTypes() {}

  /** Whether spans of the type call a model, so that tokens and cost are theirs. */
  static boolean callsModel(String type) {
    return MODEL_CALLS.contains(type);
  }

  static String of(OtlpSpan span, Attributes attributes, LogFields fields) {
    return word(attributes.text(RespanNames.LOG_TYPE))
        .or(() -> word(attributes.text(OpenLlmetryNames.KIND)))
        .or(() -> word(attributes.text(OpenLlmetryNames.REQUEST_TYPE)))
        .or(() -> word(attributes.text(GenAiNames.OPERATION)))
        .or(() -> openInference(attributes.text(OpenInferenceNames.KIND), span))
        .or(() -> langfuse(attributes.text(LangfuseNames.TYPE), span))
        .orElseGet(
            () ->
                fields.has("model") && fields.has("prompt_messages")
                    ? "chat"
                    : fields.has("model") ? "generation" : "span");
  }

  private static Optional<String> word(String text) {
    var word = text.strip().toLowerCase(Locale.ROOT);
    if (word.equals("unknown") || word.isEmpty()) {
      return Optional.empty();
    }
    return WORDS.containsKey(word)
        ? Optional.of(WORDS.get(word))
        : Optional.of(word).filter(TYPES::contains);
  }

  /** A chain at the top is the whole program. */
  private static Optional<String> openInference(String kind, OtlpSpan span) {
    return span.isRoot() && kind.equalsIgnoreCase("CHAIN") ? Optional.of("workflow") : word(kind);
  }

  private static Optional<String> langfuse(String type, OtlpSpan span) {
    if (type.equalsIgnoreCase("span")) {
      return Optional.of(span.isRoot() ? "workflow" : "tool");
    }
    return type.isEmpty() ? Optional.empty() : word(type).or(() -> Optional.of("custom"));
  }
}

package dev.turnpike.core.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The wire formats a caller or a provider may speak, with the path a provider serves each at. */
public enum DialectId {
  OPENAI_CHAT("openai-chat", "/chat/completions"),
  OPENAI_RESPONSES("openai-responses", "/responses"),
  ANTHROPIC_MESSAGES("anthropic-messages", "/messages"),
  /** {@code {model}} and {@code {operation}} stand for the model and generate or streamGenerate. */
  GEMINI_GENERATE("gemini-generate", "/models/{model}:{operation}"),
  /** Amazon Bedrock's; {@code {operation}} is converse or converse-stream. No caller speaks it. */
  BEDROCK_CONVERSE("bedrock-converse", "/model/{model}/{operation}", false),
  /** Cohere's chat, version 2. No caller speaks it. */
  COHERE_CHAT("cohere-chat", "/v2/chat", false),
  /** Replicate's predictions, of a model or of a version. No caller speaks it. */
  REPLICATE_PREDICTIONS("replicate-predictions", "/{operation}", false),
  /** Reducto's parsing of documents; begins with upload or parse_async. No caller speaks it. */
  REDUCTO_PARSE("reducto-parse", "/{operation}", false);

  private final String wire;
  private final String defaultPath;
  private final boolean callers;

  DialectId(String wire, String defaultPath) {
    this(wire, defaultPath, true);
  }

  DialectId(String wire, String defaultPath, boolean callers) {
    this.wire = wire;
    this.defaultPath = defaultPath;
    this.callers = callers;
  }

  /** Those a caller may speak, too; the others are only met behind the gateway. */
  public static List<DialectId> ofCallers() {
    return Arrays.stream(values()).filter(d -> d.callers).toList();
  }

  /** Those that only providers speak. */
  public static List<DialectId> ofProvidersOnly() {
    return Arrays.stream(values()).filter(d -> !d.callers).toList();
  }

  /** What is wrong with asking for the caller's side of a format that has none. */
  public IllegalArgumentException notOfCallers() {
    return new IllegalArgumentException("no caller speaks " + wire);
  }

  /** The name in {@code extra_kwargs.formats} and in tables. */
  public String wire() {
    return wire;
  }

  /** Path below the provider's base URL unless the provider says another. */
  public String defaultPath() {
    return defaultPath;
  }

  public static Optional<DialectId> ofWire(String wire) {
    return Arrays.stream(values()).filter(d -> d.wire.equals(wire)).findFirst();
  }
}

package dev.turnpike.core.dialect;

import java.util.Arrays;
import java.util.Optional;

/** The wire formats a caller or a provider may speak, with the path a provider serves each at. */
public enum DialectId {
  OPENAI_CHAT("openai-chat", "/chat/completions"),
  OPENAI_RESPONSES("openai-responses", "/responses"),
  ANTHROPIC_MESSAGES("anthropic-messages", "/messages"),
  /** {@code {model}} and {@code {operation}} stand for the model and generate or streamGenerate. */
  GEMINI_GENERATE("gemini-generate", "/models/{model}:{operation}");

  private final String wire;
  private final String defaultPath;

  DialectId(String wire, String defaultPath) {
    this.wire = wire;
    this.defaultPath = defaultPath;
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

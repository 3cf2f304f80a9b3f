package dev.turnpike.core.dialect.registry;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.AnthropicDialect;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.gemini.GeminiDialect;
import dev.turnpike.core.dialect.openai.chat.ChatDialect;
import dev.turnpike.core.dialect.openai.responses.ResponsesDialect;

/** Finds the room of a wire format. */
public final class Dialects {
  private static final Dialect OPENAI_CHAT = new ChatDialect();
  private static final Dialect OPENAI_RESPONSES = new ResponsesDialect();
  private static final Dialect ANTHROPIC_MESSAGES = new AnthropicDialect();
  private static final Dialect GEMINI_GENERATE = new GeminiDialect();

  private Dialects() {}

  public static Dialect of(DialectId id) {
    return switch (id) {
      case OPENAI_CHAT -> OPENAI_CHAT;
      case OPENAI_RESPONSES -> OPENAI_RESPONSES;
      case ANTHROPIC_MESSAGES -> ANTHROPIC_MESSAGES;
      case GEMINI_GENERATE -> GEMINI_GENERATE;
    };
  }
}

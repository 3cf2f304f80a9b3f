package dev.turnpike.core.exchange.entrance;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.OpenAiErrorForm;

/** How each caller dialect says an error. */
public final class ErrorForms {
  private static final ErrorForm OPENAI_CHAT = new OpenAiErrorForm();
  private static final ErrorForm OPENAI_RESPONSES =
      new DialectErrorForm(DialectId.OPENAI_RESPONSES);
  private static final ErrorForm ANTHROPIC = new DialectErrorForm(DialectId.ANTHROPIC_MESSAGES);
  private static final ErrorForm GEMINI = new DialectErrorForm(DialectId.GEMINI_GENERATE);

  private ErrorForms() {}

  public static ErrorForm of(DialectId dialect) {
    return switch (dialect) {
      // Reducto's own has a member "detail", which stands in OpenAI's here as well.
      case OPENAI_CHAT, REDUCTO_PARSE -> OPENAI_CHAT;
      case OPENAI_RESPONSES -> OPENAI_RESPONSES;
      case ANTHROPIC_MESSAGES -> ANTHROPIC;
      case GEMINI_GENERATE -> GEMINI;
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS -> throw dialect.notOfCallers();
    };
  }
}

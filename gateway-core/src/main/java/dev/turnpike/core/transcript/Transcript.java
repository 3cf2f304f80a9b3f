package dev.turnpike.core.transcript;

import dev.turnpike.core.dialect.DialectId;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a call, as JSON texts in OpenAI's chat form; each absent when it was not there
 * or could not be read.
 *
 * @param promptMessages array of messages
 * @param completionMessage one message
 * @param tools array of tool definitions
 */
public record Transcript(
    @Nullable String promptMessages, @Nullable String completionMessage, @Nullable String tools) {
  public static final Transcript NONE = new Transcript(null, null, null);

  /**
   * Reads it from the bodies as they passed.
   *
   * @param dialect wire format of both bodies, the caller's
   * @param model asked for; in some dialects it is not in the body
   * @param response JSON, or the raw events of a stream, perhaps cut short
   */
  public static Transcript read(
      DialectId dialect, String model, @Nullable String request, @Nullable String response) {
    return switch (dialect) {
      case OPENAI_CHAT -> OpenAiChatTranscript.read(request, response);
      case OPENAI_RESPONSES, ANTHROPIC_MESSAGES, GEMINI_GENERATE ->
          TranslatedTranscript.read(dialect, model, request, response);
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE -> NONE;
    };
  }
}

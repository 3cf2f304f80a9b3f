package dev.turnpike.core.dialect.registry;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.AnthropicDialect;
import dev.turnpike.core.dialect.bedrock.ConverseDialect;
import dev.turnpike.core.dialect.cohere.CohereDialect;
import dev.turnpike.core.dialect.cohere.CohereEmbed;
import dev.turnpike.core.dialect.cohere.CohereRerank;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.contract.OperationFormat;
import dev.turnpike.core.dialect.contract.ProviderDialect;
import dev.turnpike.core.dialect.gemini.GeminiDialect;
import dev.turnpike.core.dialect.openai.chat.ChatDialect;
import dev.turnpike.core.dialect.openai.responses.ResponsesDialect;
import dev.turnpike.core.dialect.reducto.ReductoDialect;
import dev.turnpike.core.dialect.replicate.ReplicateDialect;
import java.util.Optional;

/** Finds the room of a wire format. */
public final class Dialects {
  private static final Dialect OPENAI_CHAT = new ChatDialect();
  private static final Dialect OPENAI_RESPONSES = new ResponsesDialect();
  private static final Dialect ANTHROPIC_MESSAGES = new AnthropicDialect();
  private static final Dialect GEMINI_GENERATE = new GeminiDialect();
  private static final ProviderDialect BEDROCK_CONVERSE = new ConverseDialect();
  private static final ProviderDialect COHERE_CHAT = new CohereDialect();
  private static final ProviderDialect REPLICATE = new ReplicateDialect();
  private static final ProviderDialect REDUCTO = new ReductoDialect();
  private static final OperationFormat COHERE_EMBED = new CohereEmbed();
  private static final OperationFormat COHERE_RERANK = new CohereRerank();

  private Dialects() {}

  /**
   * A format that callers speak.
   *
   * @throws IllegalArgumentException for one that only providers do
   */
  public static Dialect of(DialectId id) {
    if (ofProvider(id) instanceof Dialect dialect) {
      return dialect;
    }
    throw id.notOfCallers();
  }

  /** Any format, as providers speak it. */
  public static ProviderDialect ofProvider(DialectId id) {
    return switch (id) {
      case OPENAI_CHAT -> OPENAI_CHAT;
      case OPENAI_RESPONSES -> OPENAI_RESPONSES;
      case ANTHROPIC_MESSAGES -> ANTHROPIC_MESSAGES;
      case GEMINI_GENERATE -> GEMINI_GENERATE;
      case BEDROCK_CONVERSE -> BEDROCK_CONVERSE;
      case COHERE_CHAT -> COHERE_CHAT;
      case REPLICATE_PREDICTIONS -> REPLICATE;
      case REDUCTO_PARSE -> REDUCTO;
    };
  }

  /** Embeddings in the provider's own form; absent where it has none, or OpenAI's. */
  public static Optional<OperationFormat> embeddings(DialectId id) {
    return id == DialectId.COHERE_CHAT ? Optional.of(COHERE_EMBED) : Optional.empty();
  }

  /** Rerank in the provider's own form; absent where it has none, or the shared one. */
  public static Optional<OperationFormat> rerank(DialectId id) {
    return id == DialectId.COHERE_CHAT ? Optional.of(COHERE_RERANK) : Optional.empty();
  }
}

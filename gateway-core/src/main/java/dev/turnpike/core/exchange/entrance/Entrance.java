package dev.turnpike.core.exchange.entrance;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.StreamForm;
import org.jspecify.annotations.Nullable;

/**
 * The door a call came in by: all that its address says.
 *
 * @param dialect what the caller speaks; errors are told in it too
 * @param model the model the path names; absent where the body names it
 * @param stream whether the path asks for a stream; absent where the body says it
 * @param form how a stream is framed for the caller
 * @param provider id of the one provider the path names; absent where the model decides
 * @param target path and query below the provider's base URL; absent where dialect and operation
 *     say it
 */
public record Entrance(
    DialectId dialect,
    Operation operation,
    @Nullable String model,
    @Nullable Boolean stream,
    StreamForm form,
    @Nullable String provider,
    @Nullable String target) {
  private static final String REDUCTO = "reducto";

  private Entrance(
      DialectId dialect,
      Operation operation,
      @Nullable String model,
      @Nullable Boolean stream,
      StreamForm form,
      @Nullable String provider) {
    this(dialect, operation, model, stream, form, provider, null);
  }

  /** A conversation in this dialect, of which the body says everything. */
  public static Entrance of(DialectId dialect) {
    return new Entrance(dialect, Operation.CONVERSE, null, null, StreamForm.SSE, null);
  }

  /** A conversation in Google's form. */
  public static Entrance ofPath(String model, boolean stream, StreamForm form) {
    return new Entrance(DialectId.GEMINI_GENERATE, Operation.CONVERSE, model, stream, form, null);
  }

  /** Counting the tokens of a prompt. */
  public static Entrance count(DialectId dialect, @Nullable String model) {
    return new Entrance(dialect, Operation.COUNT_TOKENS, model, false, StreamForm.SSE, null);
  }

  /** One of OpenAI's operations that are only relayed. */
  public static Entrance relayed(Operation operation) {
    return new Entrance(DialectId.OPENAI_CHAT, operation, null, null, StreamForm.SSE, null);
  }

  /** Google's embeddings, of a model that the path names. */
  public static Entrance embedding(Operation operation, String model) {
    return new Entrance(DialectId.GEMINI_GENERATE, operation, model, false, StreamForm.SSE, null);
  }

  /** A conversation with one provider, which is asked for its model by its own name. */
  public static Entrance at(String provider) {
    return new Entrance(
        DialectId.OPENAI_CHAT, Operation.CONVERSE, null, null, StreamForm.SSE, provider);
  }

  /**
   * Reducto's own operations on documents.
   *
   * @param rest what follows the operation's path: a job's id, a query, or nothing
   */
  public static Entrance ofDocuments(Operation operation, String rest) {
    return new Entrance(
        DialectId.REDUCTO_PARSE,
        operation,
        "parse",
        false,
        StreamForm.SSE,
        REDUCTO,
        operation.path() + rest);
  }
}

package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.canon.request.ChatRequest;

/**
 * One wire format, as a caller speaks it and as a provider does. Implementations hold no state and
 * are safe for use by many threads; the stream machines they make serve one exchange each.
 *
 * <p>Callers' bodies are read strictly. Nothing here throws on bad input: refusals are values.
 */
public interface Dialect extends ProviderDialect {
  /** Reads what a caller sent. */
  Conversion<ChatRequest> readRequest(byte[] body, CallHead head);

  /** Writes the whole answer for a caller. */
  Conversion<byte[]> writeReply(ChatReply reply, ReplyContext context);

  /** Looks at a provider's stream that passes as it came. */
  StreamWatch streamWatch(StreamNotes notes);

  /** Writes a caller's stream. */
  StreamEncoder streamEncoder(ReplyContext context, StreamForm form);

  /** Writes an error body as the callers' SDKs expect it. */
  byte[] writeError(WireError error);

  /** The word a caller of this dialect knows a dropped canonical field by. */
  default String fieldName(String canonical) {
    return canonical;
  }
}

package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * One wire format as a provider speaks it; some are spoken by no caller, who then meets them
 * through the canonical form alone. Implementations hold no state and are safe for use by many
 * threads; the stream machines they make serve one exchange each.
 *
 * <p>Providers' answers are read tolerantly. Nothing here throws on bad input: refusals are values.
 */
public interface ProviderDialect {
  DialectId id();

  /**
   * Writes the call for a provider; refused when leaving something out would change the meaning.
   */
  Conversion<ProviderCall> writeRequest(ChatRequest request, Target target);

  /** Reads a provider's whole answer; refused when it is not one of this dialect. */
  Conversion<ChatReply> readReply(byte[] body, ReplyContext context);

  /** Reads a provider's stream. */
  StreamDecoder streamDecoder(ReplyContext context);

  /** Reads a provider's error body, whatever it is: text, HTML and nothing included. */
  WireError readError(int status, byte[] body);

  /**
   * What has to be done for an answer that does not come with the first call; absent where it does.
   */
  default Optional<Errand> errand(ChatRequest request) {
    return Optional.empty();
  }

  /**
   * What a whole answer says was billed in units of the provider's own, such as pages, by name;
   * empty where tokens tell it all.
   */
  default Map<String, BigDecimal> billed(byte[] body) {
    return Map.of();
  }

  /** How the provider cuts its stream into events. */
  default StreamFraming framing() {
    return StreamFraming.SSE;
  }
}

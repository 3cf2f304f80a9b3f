package dev.turnpike.core.dialect.cohere;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.ProviderDialect;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Json;

/**
 * Cohere's chat, version 2.
 *
 * @see <a href="https://docs.cohere.com/reference/chat">Chat</a> (read 2026-11-22)
 */
public final class CohereDialect implements ProviderDialect {
  @Override
  public DialectId id() {
    return DialectId.COHERE_CHAT;
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    return Conversion.of(
        drops -> new ProviderCall(new CohereRequestWriter(request, target, drops).write()));
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> CohereReply.read(Json.read(body), context));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new CohereStreamDecoder(context);
  }

  @Override
  public WireError readError(int status, byte[] body) {
    return CohereErrors.read(status, body);
  }
}

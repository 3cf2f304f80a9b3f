package dev.turnpike.core.dialect.bedrock;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.ProviderDialect;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.contract.StreamFraming;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Json;
import java.util.Map;

/**
 * Bedrock's Converse format. Model and operation stand in the path.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">
 *     Converse</a> (read 2026-11-22)
 */
public final class ConverseDialect implements ProviderDialect {
  @Override
  public DialectId id() {
    return DialectId.BEDROCK_CONVERSE;
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    return Conversion.of(
        drops -> {
          var body = new ConverseRequestWriter(request, target, drops).write();
          var operation = target.stream() ? "converse-stream" : "converse";
          return new ProviderCall(
              body, Map.of("model", target.model(), "operation", operation), Map.of(), Map.of());
        });
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> ConverseReply.read(Json.read(body), context, drops));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new ConverseStreamDecoder(context);
  }

  @Override
  public WireError readError(int status, byte[] body) {
    return ConverseErrors.read(status, body);
  }

  @Override
  public StreamFraming framing() {
    return StreamFraming.AWS_EVENTS;
  }
}

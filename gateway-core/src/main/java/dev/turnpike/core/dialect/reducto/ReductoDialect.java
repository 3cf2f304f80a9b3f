package dev.turnpike.core.dialect.reducto;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.Errand;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.ProviderDialect;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.contract.StreamFraming;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The last document or image of the conversation is parsed; its text, chunk after chunk, is what
 * the model says. What else the conversation holds is noted as dropped: a parser answers nothing.
 *
 * @see <a href="https://docs.reducto.ai/api-reference/parse">Parse</a> (read 2026-11-22)
 */
public final class ReductoDialect implements ProviderDialect {
  @Override
  public DialectId id() {
    return DialectId.REDUCTO_PARSE;
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    return Conversion.of(drops -> new ReductoRequestWriter(request, drops).write());
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> ReductoReply.read(Json.read(body)));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new ReductoStreamDecoder();
  }

  @Override
  public StreamFraming framing() {
    return StreamFraming.WHOLE;
  }

  @Override
  public Map<String, BigDecimal> billed(byte[] body) {
    return ReductoReply.billed(Json.objectOrNull(body));
  }

  @Override
  public Optional<Errand> errand(ChatRequest request) {
    return Optional.of(new ReductoErrand(ReductoRequestWriter.options(request)));
  }

  @Override
  public WireError readError(int status, byte[] body) {
    var root = Json.objectOrNull(body);
    var detail = root == null ? null : root.get("detail");
    var message =
        detail == null ? "" : detail.isTextual() ? detail.textValue() : Json.write(detail);
    return ErrorText.plain(status, message);
  }
}

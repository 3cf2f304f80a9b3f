package dev.turnpike.core.dialect.replicate;

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
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A prediction is made with {@code Prefer: wait}, which holds the call for up to a minute, and
 * asked after when it takes longer; for a stream it names the address its events come at.
 *
 * @see <a href="https://replicate.com/docs/reference/http">HTTP API</a> (read 2026-11-22)
 */
public final class ReplicateDialect implements ProviderDialect {
  @Override
  public DialectId id() {
    return DialectId.REPLICATE_PREDICTIONS;
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    return Conversion.of(
        drops ->
            new ProviderCall(
                new ReplicateRequestWriter(request, target, drops).write(),
                Map.of("operation", ReplicateRequestWriter.path(target.model())),
                Map.of(),
                target.stream() ? Map.of() : Map.of("prefer", "wait=60")));
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> ReplicateReply.read(Json.read(body)));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new ReplicateStreamDecoder();
  }

  @Override
  public Optional<Errand> errand(ChatRequest request) {
    return Optional.of(new ReplicateErrand(request.stream()));
  }

  /** Problem details: {@code {"title", "detail", "status"}}. */
  @Override
  public WireError readError(int status, byte[] body) {
    var root = Json.objectOrNull(body);
    var detail = root == null ? "" : Json.text(root, "detail");
    var message = detail.isEmpty() && root != null ? Json.text(root, "title") : detail;
    return ErrorText.plain(status, message);
  }
}

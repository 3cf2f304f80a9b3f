package dev.turnpike.core.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicErrors;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicReply;
import dev.turnpike.core.dialect.anthropic.request.AnthropicRequestReader;
import dev.turnpike.core.dialect.anthropic.request.AnthropicRequestWriter;
import dev.turnpike.core.dialect.anthropic.stream.AnthropicStreamDecoder;
import dev.turnpike.core.dialect.anthropic.stream.AnthropicStreamEncoder;
import dev.turnpike.core.dialect.anthropic.stream.AnthropicStreamWatch;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.contract.StreamEncoder;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.dialect.contract.StreamWatch;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import java.util.Map;

/** Anthropic Messages. */
public final class AnthropicDialect implements Dialect {
  /** The version of the API this room speaks; the vendor demands the header. */
  private static final Map<String, String> HEADERS = Map.of("anthropic-version", "2023-06-01");

  private static final Map<String, String> FIELD_NAMES =
      Map.of(
          "stop", "stop_sequences",
          "reasoning_effort", "thinking",
          "response_format", "output_config.format",
          "user", "metadata.user_id",
          "parallel_tool_calls", "tool_choice.disable_parallel_tool_use");

  @Override
  public DialectId id() {
    return DialectId.ANTHROPIC_MESSAGES;
  }

  @Override
  public Conversion<ChatRequest> readRequest(byte[] body, CallHead head) {
    return Conversion.of(drops -> AnthropicRequestReader.read(Json.read(body)));
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    return Conversion.of(
        drops ->
            target.has(Quirk.CLAUDE_BY_RAW_PREDICT)
                ? new ProviderCall(rawPredict(request, target, drops))
                : new ProviderCall(
                    new AnthropicRequestWriter(request, target, drops).write(),
                    Map.of(),
                    Map.of(),
                    HEADERS));
  }

  /** The model stands in the path there, and the version where the model stood. */
  private static ObjectNode rawPredict(ChatRequest request, Target target, Drops drops) {
    var body = new AnthropicRequestWriter(request, target, drops).write();
    body.remove("model");
    return body.put("anthropic_version", "vertex-2023-10-16");
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> AnthropicReply.read(Json.read(body), context));
  }

  @Override
  public Conversion<byte[]> writeReply(ChatReply reply, ReplyContext context) {
    return Conversion.ofReply(
        drops -> Json.writeBytes(AnthropicReply.write(reply, context, drops)));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new AnthropicStreamDecoder();
  }

  @Override
  public StreamWatch streamWatch(StreamNotes notes) {
    return new AnthropicStreamWatch(notes);
  }

  @Override
  public StreamEncoder streamEncoder(ReplyContext context, StreamForm form) {
    return new AnthropicStreamEncoder(context);
  }

  @Override
  public WireError readError(int status, byte[] body) {
    return AnthropicErrors.read(status, body);
  }

  @Override
  public byte[] writeError(WireError error) {
    return Json.writeBytes(AnthropicErrors.write(error).put("detail", error.message()));
  }

  @Override
  public String fieldName(String canonical) {
    return FIELD_NAMES.getOrDefault(canonical, canonical);
  }

  /** The answer of {@code count_tokens}. */
  public static byte[] writeCount(long tokens) {
    return Json.writeBytes(Json.object().put("input_tokens", tokens));
  }
}

package dev.turnpike.core.dialect.openai.responses;

import dev.turnpike.core.dialect.DialectId;
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
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiErrors;
import dev.turnpike.core.dialect.openai.responses.reply.ResponsesReplyReader;
import dev.turnpike.core.dialect.openai.responses.reply.ResponsesReplyWriter;
import dev.turnpike.core.dialect.openai.responses.request.ResponsesRequestReader;
import dev.turnpike.core.dialect.openai.responses.request.ResponsesRequestWriter;
import dev.turnpike.core.dialect.openai.responses.stream.ResponsesStreamDecoder;
import dev.turnpike.core.dialect.openai.responses.stream.ResponsesStreamEncoder;
import dev.turnpike.core.dialect.openai.responses.stream.ResponsesStreamWatch;
import java.util.Map;

/** OpenAI Responses. */
public final class ResponsesDialect implements Dialect {
  private static final Map<String, String> FIELD_NAMES =
      Map.of(
          "reasoning_effort",
          "reasoning",
          "response_format",
          "text.format",
          "verbosity",
          "text.verbosity");

  @Override
  public DialectId id() {
    return DialectId.OPENAI_RESPONSES;
  }

  @Override
  public Conversion<ChatRequest> readRequest(byte[] body, CallHead head) {
    return Conversion.of(
        drops -> new ResponsesRequestReader(head.items(), drops).read(Json.read(body)));
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    return Conversion.of(
        drops -> new ProviderCall(new ResponsesRequestWriter(request, target, drops).write()));
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> ResponsesReplyReader.read(Json.read(body), context));
  }

  @Override
  public Conversion<byte[]> writeReply(ChatReply reply, ReplyContext context) {
    return Conversion.ofReply(
        drops -> Json.writeBytes(new ResponsesReplyWriter(context, drops).write(reply)));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new ResponsesStreamDecoder(context);
  }

  @Override
  public StreamWatch streamWatch(StreamNotes notes) {
    return new ResponsesStreamWatch(notes);
  }

  @Override
  public StreamEncoder streamEncoder(ReplyContext context, StreamForm form) {
    return new ResponsesStreamEncoder(context);
  }

  @Override
  public WireError readError(int status, byte[] body) {
    return OpenAiErrors.read(status, body);
  }

  @Override
  public byte[] writeError(WireError error) {
    return Json.writeBytes(OpenAiErrors.write(error));
  }

  @Override
  public String fieldName(String canonical) {
    return FIELD_NAMES.getOrDefault(canonical, canonical);
  }
}

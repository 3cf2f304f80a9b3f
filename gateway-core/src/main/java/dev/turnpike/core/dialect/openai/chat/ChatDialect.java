package dev.turnpike.core.dialect.openai.chat;

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
import dev.turnpike.core.dialect.openai.chat.reply.ChatReplyReader;
import dev.turnpike.core.dialect.openai.chat.reply.ChatReplyWriter;
import dev.turnpike.core.dialect.openai.chat.request.ChatRequestReader;
import dev.turnpike.core.dialect.openai.chat.request.ChatRequestWriter;
import dev.turnpike.core.dialect.openai.chat.stream.ChatFrameReader;
import dev.turnpike.core.dialect.openai.chat.stream.ChatStreamDecoder;
import dev.turnpike.core.dialect.openai.chat.stream.ChatStreamEncoder;

/** OpenAI Chat Completions. */
public final class ChatDialect implements Dialect {
  @Override
  public DialectId id() {
    return DialectId.OPENAI_CHAT;
  }

  @Override
  public Conversion<ChatRequest> readRequest(byte[] body, CallHead head) {
    return Conversion.of(drops -> new ChatRequestReader(drops).read(Json.read(body)));
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    return Conversion.of(
        drops -> new ProviderCall(new ChatRequestWriter(request, target, drops).write()));
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> ChatReplyReader.read(Json.read(body), context));
  }

  @Override
  public Conversion<byte[]> writeReply(ChatReply reply, ReplyContext context) {
    return Conversion.ofReply(
        drops -> Json.writeBytes(new ChatReplyWriter(context, drops).write(reply)));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new ChatStreamDecoder(context);
  }

  @Override
  public StreamWatch streamWatch(StreamNotes notes) {
    return new ChatFrameReader(notes);
  }

  @Override
  public StreamEncoder streamEncoder(ReplyContext context, StreamForm form) {
    return new ChatStreamEncoder(context);
  }

  @Override
  public WireError readError(int status, byte[] body) {
    return OpenAiErrors.read(status, body);
  }

  @Override
  public byte[] writeError(WireError error) {
    return Json.writeBytes(OpenAiErrors.write(error));
  }
}

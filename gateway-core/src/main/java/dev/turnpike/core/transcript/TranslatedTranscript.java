package dev.turnpike.core.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.contract.stream.ReplyAssembler;
import dev.turnpike.core.dialect.registry.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A conversation in another dialect, through the canonical form into OpenAI's. */
final class TranslatedTranscript {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Dialect OPENAI = Dialects.of(DialectId.OPENAI_CHAT);

  private TranslatedTranscript() {}

  static Transcript read(
      DialectId id, String model, @Nullable String request, @Nullable String response) {
    if (request == null) {
      return Transcript.NONE;
    }
    var dialect = Dialects.of(id);
    var head = id == DialectId.GEMINI_GENERATE ? CallHead.ofPath(model, false) : CallHead.BODY;
    if (!(dialect.readRequest(bytes(request), head)
        instanceof Conversion.Done<ChatRequest> asked)) {
      return Transcript.NONE;
    }
    var call = OPENAI.writeRequest(asked.value(), new Target(model, false));
    JsonNode body =
        call instanceof Conversion.Done<ProviderCall> done
            ? done.value().body()
            : MAPPER.createObjectNode();
    return new Transcript(
        text(body.path("messages")),
        completion(dialect, asked.value(), response),
        text(body.path("tools")));
  }

  private static @Nullable String completion(
      Dialect dialect, ChatRequest request, @Nullable String response) {
    if (response == null || response.isBlank()) {
      return null;
    }
    var context = new ReplyContext("log", 0, request);
    var reply =
        EventStream.isStream(response)
            ? streamed(dialect, context, response)
            : whole(dialect, context, response);
    if (reply == null
        || !(OPENAI.writeReply(reply, context) instanceof Conversion.Done<byte[]> written)) {
      return null;
    }
    try {
      return text(MAPPER.readTree(written.value()).path("choices").path(0).path("message"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable ChatReply whole(Dialect dialect, ReplyContext context, String response) {
    return dialect.readReply(bytes(response), context) instanceof Conversion.Done<ChatReply> done
        ? done.value()
        : null;
  }

  private static ChatReply streamed(Dialect dialect, ReplyContext context, String response) {
    var assembler = new ReplyAssembler();
    var decoder = dialect.streamDecoder(context);
    EventStream.read(response, (event, data) -> decoder.event(event, data, assembler::add));
    decoder.end(assembler::add);
    return assembler.reply();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isContainerNode() && !node.isEmpty() ? node.toString() : null;
  }
}

package dev.turnpike.core.dialect.gemini;

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
import dev.turnpike.core.dialect.gemini.reply.GeminiErrors;
import dev.turnpike.core.dialect.gemini.reply.GeminiReplyReader;
import dev.turnpike.core.dialect.gemini.reply.GeminiReplyWriter;
import dev.turnpike.core.dialect.gemini.request.GeminiRequestReader;
import dev.turnpike.core.dialect.gemini.request.GeminiRequestWriter;
import dev.turnpike.core.dialect.gemini.stream.GeminiStreamDecoder;
import dev.turnpike.core.dialect.gemini.stream.GeminiStreamEncoder;
import dev.turnpike.core.dialect.gemini.stream.GeminiStreamWatch;
import dev.turnpike.core.dialect.json.Json;
import java.util.Map;

/** Google's generateContent. Model and operation stand in the path. */
public final class GeminiDialect implements Dialect {
  private static final Map<String, String> FIELD_NAMES =
      Map.ofEntries(
          Map.entry("temperature", "generationConfig.temperature"),
          Map.entry("top_p", "generationConfig.topP"),
          Map.entry("top_k", "generationConfig.topK"),
          Map.entry("stop", "generationConfig.stopSequences"),
          Map.entry("seed", "generationConfig.seed"),
          Map.entry("n", "generationConfig.candidateCount"),
          Map.entry("presence_penalty", "generationConfig.presencePenalty"),
          Map.entry("frequency_penalty", "generationConfig.frequencyPenalty"),
          Map.entry("logprobs", "generationConfig.responseLogprobs"),
          Map.entry("top_logprobs", "generationConfig.logprobs"),
          Map.entry("reasoning_effort", "generationConfig.thinkingConfig"),
          Map.entry("response_format", "generationConfig.responseMimeType"),
          Map.entry("modalities", "generationConfig.responseModalities"),
          Map.entry("audio", "generationConfig.speechConfig"),
          Map.entry("metadata", "labels"),
          Map.entry("service_tier", "serviceTier"),
          Map.entry("tool_choice", "toolConfig.functionCallingConfig"));

  @Override
  public DialectId id() {
    return DialectId.GEMINI_GENERATE;
  }

  @Override
  public Conversion<ChatRequest> readRequest(byte[] body, CallHead head) {
    return Conversion.of(drops -> new GeminiRequestReader().read(Json.read(body), head));
  }

  @Override
  public Conversion<ProviderCall> writeRequest(ChatRequest request, Target target) {
    var operation = target.stream() ? "streamGenerateContent" : "generateContent";
    return Conversion.of(
        drops ->
            new ProviderCall(
                new GeminiRequestWriter(request, target, drops).write(),
                Map.of("model", target.model(), "operation", operation),
                target.stream() ? Map.of("alt", "sse") : Map.of(),
                Map.of()));
  }

  @Override
  public Conversion<ChatReply> readReply(byte[] body, ReplyContext context) {
    return Conversion.ofReply(drops -> GeminiReplyReader.read(Json.read(body), context));
  }

  @Override
  public Conversion<byte[]> writeReply(ChatReply reply, ReplyContext context) {
    return Conversion.ofReply(
        drops -> Json.writeBytes(new GeminiReplyWriter(context, drops).write(reply)));
  }

  @Override
  public StreamDecoder streamDecoder(ReplyContext context) {
    return new GeminiStreamDecoder(context);
  }

  @Override
  public StreamWatch streamWatch(StreamNotes notes) {
    return new GeminiStreamWatch(notes);
  }

  @Override
  public StreamEncoder streamEncoder(ReplyContext context, StreamForm form) {
    return new GeminiStreamEncoder(context, form);
  }

  @Override
  public WireError readError(int status, byte[] body) {
    return GeminiErrors.read(status, body);
  }

  @Override
  public byte[] writeError(WireError error) {
    return Json.writeBytes(GeminiErrors.write(error).put("detail", error.message()));
  }

  @Override
  public String fieldName(String canonical) {
    return FIELD_NAMES.getOrDefault(canonical, canonical);
  }
}

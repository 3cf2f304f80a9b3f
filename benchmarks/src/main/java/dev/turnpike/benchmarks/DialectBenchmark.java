package dev.turnpike.benchmarks;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.error.OpenAiErrorForm;
import dev.turnpike.core.stream.ChatRelay;
import dev.turnpike.core.stream.DialectRelay;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.TranslatedStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one token of a stream costs, from the provider's bytes to the caller's, for every pair of
 * formats. Same format on both sides is the relay, which passes bytes and looks on; the others go
 * through the canonical form. Run with {@code -prof gc} for bytes allocated per token.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DialectBenchmark {
  private static final int TOKENS = 100;

  @Param({"OPENAI_CHAT", "OPENAI_RESPONSES", "ANTHROPIC_MESSAGES", "GEMINI_GENERATE"})
  DialectId provider = DialectId.OPENAI_CHAT;

  @Param({"OPENAI_CHAT", "OPENAI_RESPONSES", "ANTHROPIC_MESSAGES", "GEMINI_GENERATE"})
  DialectId caller = DialectId.OPENAI_CHAT;

  private byte[] head = {};
  private byte[] token = {};
  private ReplyContext context =
      new ReplyContext("0192f0c1-aaaa-7bbb-8ccc-1234567890ab", 1_790_000_000L, ChatRequest.of("m"));

  @Setup
  public void makeEvents() {
    head = bytes(head(provider));
    token = bytes(token(provider));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String head(DialectId dialect) {
    return switch (dialect) {
      case ANTHROPIC_MESSAGES ->
          """
          event: message_start
          data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":9,"output_tokens":1}}}

          event: content_block_start
          data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

          """;
      case OPENAI_RESPONSES ->
          """
          event: response.created
          data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1790000000,"model":"m","status":"in_progress","output":[]}}

          """;
      default -> "";
    };
  }

  private static String token(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_CHAT ->
          """
          data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"m","choices":[{"index":0,"delta":{"content":" token"},"finish_reason":null}]}

          """;
      case OPENAI_RESPONSES ->
          """
          event: response.output_text.delta
          data: {"type":"response.output_text.delta","sequence_number":4,"item_id":"msg_1","output_index":0,"content_index":0,"delta":" token","logprobs":[]}

          """;
      case ANTHROPIC_MESSAGES ->
          """
          event: content_block_delta
          data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" token"}}

          """;
      case GEMINI_GENERATE ->
          """
          data: {"candidates":[{"content":{"parts":[{"text":" token"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4,"totalTokenCount":13},"modelVersion":"m","responseId":"r1"}

          """;
      default -> throw dialect.notOfCallers();
    };
  }

  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public void stream(Blackhole hole) {
    var stream = open();
    stream.feed(head, 0, head.length, (bytes, from, to) -> hole.consume(to - from));
    for (int i = 0; i < TOKENS; i++) {
      stream.feed(token, 0, token.length, (bytes, from, to) -> hole.consume(to - from));
    }
  }

  private ReplyStream open() {
    if (provider != caller) {
      return new TranslatedStream(provider, caller, StreamForm.SSE, context);
    }
    return provider == DialectId.OPENAI_CHAT
        ? new ChatRelay(true)
        : new DialectRelay(provider, StreamForm.SSE, new OpenAiErrorForm());
  }
}

package dev.turnpike.benchmarks;

import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.segment.FrameBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a call's log costs on its way to the spool and out of it again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpanBenchmark {
  private static final String CALL =
      """
      {"id":"0190b3f0-0000-7000-8000-0000000000ff",\
      "organization":{"value":"0190b3f0-0000-7000-8000-000000000001"},\
      "arrival":1773500966535897000,"origin":{"method":"inference","type":"chat",\
      "keyId":"0190b3f0-0000-7000-8000-0000000000aa","keyName":"first","environment":"PROD"},\
      "place":{},"tags":{"customerIdentifier":"user_123","metadata":{"team":"search"},\
      "properties":{}},"called":{"model":"my/model","providerId":"own","upstreamModel":"model",\
      "dialect":"openai-chat","providerDialect":"openai-chat","stream":false},\
      "metering":{"usage":{"input":120,"cacheRead":0,"cacheWrite":0,"output":80,"reasoning":0,\
      "audioInput":0,"audioOutput":0},"cost":{"usd":0.000280,"basis":"COMPUTED"},\
      "price":{"input":1,"output":2}},"timing":{"start":1773500966535897932,\
      "end":1773500967735897932,"latency":1200000000,"overhead":310000},\
      "result":{"status":"SUCCESS","statusCode":200,"warnings":[]},"attempts":[\
      {"providerId":"own","upstreamModel":"model","start":1773500966536207932,\
      "took":1190000000,"statusCode":200}],"content":{"request":"%s","response":"%s",\
      "withheld":false},"extra":{}}"""
          .formatted("a".repeat(1000), "b".repeat(1000));

  private final SpanCodec codec = new SpanCodec();
  private final FrameBuffer out = new FrameBuffer();
  private final Span span = call();
  private byte[] written = {};

  @Setup
  public void writeSpan() throws IOException {
    codec.write(span, out);
    written = out.toByteArray();
  }

  private Span call() {
    try {
      return codec.read(CALL.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a payload of the spool. */
  @Benchmark
  public boolean write() throws IOException {
    out.reset();
    return codec.write(span, out);
  }

  /** Back from a payload. */
  @Benchmark
  public Span read() throws IOException {
    return codec.read(written);
  }
}

package dev.turnpike.benchmarks;

import dev.turnpike.core.stream.ChatRelay;
import dev.turnpike.core.stream.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one event of a relayed chat stream costs, network apart. The figures are per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamBenchmark {
  private static final int EVENTS = 50;

  private static final byte[] EVENT =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"m",\
      "choices":[{"index":0,"delta":{"content":"twenty-four characters"},"finish_reason":null}]}

      """
          .getBytes(StandardCharsets.UTF_8);

  /** Finding the events alone. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void parse(Blackhole hole) {
    var parser = new SseParser(hole::consume);
    for (int i = 0; i < EVENTS; i++) {
      parser.feed(EVENT, 0, EVENT.length);
    }
  }

  /** Relaying them while usage, content and the finish reason are looked for. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void relay(Blackhole hole) {
    var relay = new ChatRelay(true);
    for (int i = 0; i < EVENTS; i++) {
      relay.feed(EVENT, 0, EVENT.length, (bytes, from, to) -> hole.consume(to - from));
    }
  }
}

package dev.turnpike.benchmarks;

import dev.turnpike.core.body.BodyScan;
import dev.turnpike.core.body.BodySplice;
import dev.turnpike.core.body.GatewayFields;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a relayed request body costs: the scan of its top-level members, and the splice that changes
 * the model's name and leaves the gateway's own fields out. Run with {@code -prof gc} for bytes
 * allocated per body.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BodyBenchmark {
  /** Length of the prompt, in characters; the longest stands for a picture. */
  @Param({"500", "20000", "1000000"})
  int promptLength;

  private byte[] body = {};

  @Setup
  public void makeBody() {
    body =
        """
        {"model":"my/model","messages":[{"role":"system","content":"Be brief."},\
        {"role":"user","content":"%s"}],"temperature":0.70,"customer_identifier":"user_123",\
        "metadata":{"team":"search"},"stream":false,"unknown":{"kept":[1,2.50]}}"""
            .formatted("x".repeat(promptLength))
            .getBytes(StandardCharsets.UTF_8);
  }

  /** Where the top-level members begin and end. */
  @Benchmark
  public Object scan() {
    return BodyScan.scan(body);
  }

  /** The scan, and the body the provider gets. */
  @Benchmark
  public byte[] scanAndSplice() {
    return switch (BodyScan.scan(body)) {
      case BodyScan.Result.Scanned(var scanned) ->
          new BodySplice(scanned, GatewayFields.OWN).set("model", "\"upstream\"").bytes();
      case BodyScan.Result.Refused(var error) -> throw new IllegalStateException(error.message());
    };
  }
}

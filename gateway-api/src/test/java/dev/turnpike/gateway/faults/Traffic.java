package dev.turnpike.gateway.faults;

import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Callers of one gateway, half of them streaming, the model they call, and the ledgers of both. The
 * pace is kept whatever the gateway does: a call that hangs holds up no other.
 */
final class Traffic implements AutoCloseable {
  private static final String MODEL = "fault/model";
  private static final Pattern NUMBER = Pattern.compile("call number (\\d+)");
  private static final int REMEMBERED = 500;

  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}}\
      """;

  private static final String CHUNK =
      "data:"
          + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[%s]%s}\n\n";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final Ledger ledger = new Ledger();
  private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger arrivals = new AtomicInteger();
  private final LongAccumulator slowestMillis = new LongAccumulator(Math::max, 0);
  private volatile boolean calling;
  private @Nullable Thread pace;

  Traffic() {
    upstream.always(this::answer);
  }

  private Script answer(ReceivedRequest request) {
    var text = request.text();
    var number = NUMBER.matcher(text);
    if (number.find()) {
      ledger.arrived(number.group(1));
    }
    if (arrivals.incrementAndGet() % REMEMBERED == 0) {
      upstream.clear(); // it keeps each request; a long run has many
    }
    return text.contains("\"stream\":true") ? stream() : Script.json(ANSWER);
  }

  private static Script stream() {
    return Script.stream()
        .chunk(
            CHUNK.formatted(
                "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"},\"finish_reason\":null}",
                ""))
        .chunk(
            CHUNK.formatted(
                "{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}", ""))
        .chunk(
            CHUNK.formatted(
                "", ",\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3,\"total_tokens\":8}"))
        .chunk("data: [DONE]\n\n")
        .end();
  }

  /** Adds the provider and the priced model that is called. */
  void configure(URI gateway) {
    post(
        gateway,
        "/api/providers/",
        "{\"provider_id\":\"fault\",\"provider_name\":\"Fault\",\"extra_kwargs\":{\"base_url\":\"%s\"}}"
            .formatted(upstream.url("/v1")));
    post(
        gateway,
        "/api/models/",
        "{\"model_name\":\"%s\",\"custom_provider_id\":\"fault\",\"input_cost\":1,\"output_cost\":2}"
            .formatted(MODEL));
  }

  private void post(URI gateway, String path, String body) {
    try {
      var answer =
          client.send(
              request(gateway, path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Begins so many calls a second, until {@link #hush}.
   *
   * @param gateway where the gateway is at the moment
   */
  void begin(Supplier<URI> gateway, int perSecond) {
    calling = true;
    pace = Thread.ofPlatform().name("pace").start(() -> keepPace(gateway, perSecond));
  }

  private void keepPace(Supplier<URI> gateway, int perSecond) {
    long start = System.nanoTime();
    long gap = 1_000_000_000L / perSecond;
    for (long number = 0; calling; number++) {
      for (long left = start + number * gap - System.nanoTime();
          left > 0;
          left = start + number * gap - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      boolean stream = number % 2 == 1;
      var caller = Thread.ofVirtual().unstarted(() -> call(gateway.get(), stream));
      callers.add(caller);
      caller.start();
    }
  }

  private void call(URI gateway, boolean stream) {
    int number = ledger.begin();
    var began = System.nanoTime();
    try {
      var answer =
          client.send(
              request(gateway, "/api/chat/completions")
                  .POST(HttpRequest.BodyPublishers.ofString(body(number, stream)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200 && answer.body().contains(stream ? "[DONE]" : "Hello")) {
        ledger.ended(number, answer.headers().firstValue("x-respan-log-id").orElseThrow());
      } else {
        ledger.broken(number, answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      ledger.broken(number, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      ledger.broken(number, "interrupted");
    } finally {
      slowestMillis.accumulate((System.nanoTime() - began) / 1_000_000);
      callers.remove(Thread.currentThread());
    }
  }

  private static String body(int number, boolean stream) {
    return "{\"model\":\"%s\",\"stream\":%b,\"customer_identifier\":\"someone\",\"custom_identifier\":\"%d\",\"messages\":[{\"role\":\"user\",\"content\":\"call number %d\"}]}"
        .formatted(MODEL, stream, number, number);
  }

  /** Ends the callers; returns when each has its answer or its failure. */
  void hush() throws InterruptedException {
    calling = false;
    if (pace != null) {
      pace.join();
    }
    for (var caller : callers) {
      caller.join();
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /** The longest time any call took. */
  Duration slowest() {
    return Duration.ofMillis(slowestMillis.get());
  }

  /** Numbers of the gateway's metrics whose names begin so, as they are printed. */
  Map<String, Double> metrics(URI management, String prefix)
      throws IOException, InterruptedException {
    var answer =
        client.send(
            HttpRequest.newBuilder(management.resolve("/q/metrics")).build(),
            HttpResponse.BodyHandlers.ofString());
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .collect(
            java.util.stream.Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  private static HttpRequest.Builder request(URI gateway, String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(Duration.ofSeconds(40))
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .header("Content-Type", "application/json");
  }

  @Override
  public void close() {
    calling = false;
    upstream.close();
    client.close();
  }
}

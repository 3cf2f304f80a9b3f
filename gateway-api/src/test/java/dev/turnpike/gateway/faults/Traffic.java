package dev.turnpike.gateway.faults;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers of one gateway, half of them streaming, and the ledger of what they saw to its end. The
 * model they call is a scripted upstream.
 */
final class Traffic implements AutoCloseable {
  static final String MODEL = "fault/model";

  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}}""";

  private static final String CHUNK =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[%s]%s}\n\n";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicBoolean calling = new AtomicBoolean();
  private final List<Thread> callers = new ArrayList<>();

  Traffic() {
    upstream.always(
        request -> request.text().contains("\"stream\":true") ? stream() : Script.json(ANSWER));
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

  /** Adds the provider and the priced model that {@link #call} asks for. */
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
    var answer = send(request(gateway, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** One call, read to its end; answers its status. A finished one enters the ledger. */
  int call(URI gateway, boolean stream) throws IOException, InterruptedException {
    var body =
        "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
            .formatted(MODEL, stream);
    var answer =
        client.send(
            request(gateway, "/api/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 200 && answer.body().contains(stream ? "[DONE]" : "Hello")) {
      finished.add(answer.headers().firstValue("x-respan-log-id").orElseThrow());
    }
    return answer.statusCode();
  }

  /** Lets this many callers call until {@link #hush}. */
  void begin(URI gateway, int count) {
    calling.set(true);
    for (int i = 0; i < count; i++) {
      boolean stream = i % 2 == 1;
      callers.add(Thread.ofVirtual().start(() -> callUntilHushed(gateway, stream)));
    }
  }

  private void callUntilHushed(URI gateway, boolean stream) {
    while (calling.get()) {
      try {
        call(gateway, stream);
      } catch (IOException e) {
        failed.incrementAndGet(); // the gateway is being killed
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Ends the callers. */
  void hush() throws InterruptedException {
    calling.set(false);
    for (var caller : callers) {
      caller.join();
    }
  }

  /** Log ids of the calls whose end a caller saw. */
  Set<String> finished() {
    return Set.copyOf(finished);
  }

  /** Calls that broke off. */
  int failed() {
    return failed.get();
  }

  /** Of these log ids, the ones the gateway does not have. */
  List<String> missing(URI gateway, Set<String> ids) {
    var missing = new ArrayList<String>();
    for (var id : ids) {
      if (get(gateway, "/api/request-logs/" + id + "/").statusCode() != 200) {
        missing.add(id);
      }
    }
    return missing;
  }

  HttpResponse<String> get(URI gateway, String path) {
    return send(request(gateway, path).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder request(URI gateway, String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(Duration.ofSeconds(40))
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .header("Content-Type", "application/json");
  }

  @Override
  public void close() {
    calling.set(false);
    upstream.close();
    client.close();
  }
}

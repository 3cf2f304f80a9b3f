package dev.turnpike.gateway.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls a running gateway as its busiest users do: chats in one piece and streamed, relayed and
 * translated. Not a test: it fails only when the gateway does not answer as it should.
 */
public final class Rehearsal {
  private static final int CALLERS = 8;
  private static final int ROUNDS = 75;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI gateway;
  private final String key;

  private Rehearsal(URI gateway, String key) {
    this.gateway = gateway;
    this.key = key;
  }

  /**
   * Runs to the end.
   *
   * @param arguments where the gateway is, and a key that may change its configuration
   */
  public static void main(String... arguments) throws Exception {
    try (var upstream = new PracticeUpstream()) {
      var rehearsal = new Rehearsal(URI.create(arguments[0]), arguments[1]);
      rehearsal.prepare(upstream.address());
      rehearsal.play();
    }
  }

  private void prepare(String upstream) throws IOException, InterruptedException {
    send(
        "/api/providers/",
        """
        {"provider_id": "practice", "provider_name": "Practice",
         "extra_kwargs": {"base_url": "%s/v1", "api_key": "none"}}"""
            .formatted(upstream));
    send(
        "/api/models/",
        """
        {"model_name": "practice", "custom_provider_id": "practice",
         "input_cost": 1, "output_cost": 2}""");
  }

  private void play() throws Exception {
    var callers = new ArrayList<Future<?>>();
    try (var pool = Executors.newFixedThreadPool(CALLERS)) {
      for (var caller = 0; caller < CALLERS; caller++) {
        callers.add(
            pool.submit(
                () -> {
                  for (var round = 0; round < ROUNDS; round++) {
                    round();
                  }
                  return null;
                }));
      }
    }
    for (var caller : callers) {
      caller.get();
    }
  }

  /** Relayed calls most, as in most gateways. */
  private void round() throws IOException, InterruptedException {
    for (var call = 0; call < 8; call++) {
      send("/v1/chat/completions", chat(""));
    }
    send("/v1/chat/completions", chat(", \"stream\": true"));
    send("/v1/messages", chat(", \"max_tokens\": 100"));
    send("/v1/messages", chat(", \"max_tokens\": 100, \"stream\": true"));
  }

  private static String chat(String more) {
    return """
        {"model": "practice", "messages": [{"role": "user", "content": "%s"}]%s}"""
        .formatted("What is all the world, and who plays in it? ".repeat(10), more);
  }

  private void send(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}

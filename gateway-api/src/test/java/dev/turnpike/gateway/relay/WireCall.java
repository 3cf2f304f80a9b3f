package dev.turnpike.gateway.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Small calls to the gateway, as a client makes them. */
final class WireCall {
  /** Members of a chat request that offer one tool. */
  static final String TOOLS =
      ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":"
          + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}}]";

  private static final ObjectMapper JSON = new ObjectMapper();

  private WireCall() {}

  /**
   * A chat completion.
   *
   * @param more members of the body, each after a comma
   */
  static HttpResponse<String> chat(LocalGateway gateway, String model, boolean stream, String more)
      throws IOException, InterruptedException {
    return post(
        gateway,
        "/api/chat/completions",
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]%s}"
            .formatted(model, stream, more));
  }

  /** A call in Anthropic's format. */
  static HttpResponse<String> messages(LocalGateway gateway, String model, boolean stream)
      throws IOException, InterruptedException {
    return post(
        gateway,
        "/api/anthropic/v1/messages",
        "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(model, stream));
  }

  static HttpResponse<String> post(LocalGateway gateway, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.url(path))
            .header("Authorization", "Bearer " + LocalGateway.KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}

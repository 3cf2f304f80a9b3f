package dev.turnpike.gateway.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A provider of this machine that answers every chat alike, in one piece or as a stream. */
final class PracticeUpstream implements AutoCloseable {
  private static final int FRAMES = 40;

  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"practice",
      "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":20,"completion_tokens":40,"total_tokens":60}}
      """
          .formatted("All the world is a stage. ".repeat(20));

  private static final String FRAME =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"practice",\
      "choices":[{"index":0,"delta":%s,"finish_reason":%s}]%s}

      """;

  private final HttpServer server;

  PracticeUpstream() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", PracticeUpstream::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) {
    try (exchange) {
      var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (request.contains("\"stream\":true") || request.contains("\"stream\": true")) {
        stream(exchange);
      } else {
        var answer = ANSWER.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    for (var frame = 0; frame < FRAMES; frame++) {
      out.write(FRAME.formatted("{\"content\":\" word\"}", "null", "").getBytes(UTF_8));
      out.flush();
    }
    var usage = ",\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":40,\"total_tokens\":60}";
    out.write(FRAME.formatted("{}", "\"stop\"", usage).getBytes(UTF_8));
    out.write("data: [DONE]\n\n".getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

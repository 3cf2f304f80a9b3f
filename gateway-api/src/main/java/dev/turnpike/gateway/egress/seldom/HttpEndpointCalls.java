package dev.turnpike.gateway.egress.seldom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.trial.EndpointCalls;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Posts the requests of a trial. */
@ApplicationScoped
class HttpEndpointCalls implements EndpointCalls {
  /** Longer answers are no answers to such small questions. */
  private static final int LONGEST = 1 << 20;

  private final SeldomCalls calls;

  HttpEndpointCalls(SeldomCalls calls) {
    this.calls = calls;
  }

  @Override
  public Reply post(Endpoint endpoint, JsonNode body, Duration patience) {
    var headers =
        EndpointHeaders.of(
            "application/json, text/event-stream", endpoint.auth(), endpoint.credential());
    headers.add(Map.entry("content-type", "application/json"));
    var call =
        new SeldomCalls.Call(
            HttpMethod.POST,
            endpoint.baseUrl(),
            EndpointHeaders.below(endpoint.baseUrl(), endpoint.path()),
            headers,
            Buffer.buffer(body.toString()),
            endpoint.caPem());
    try {
      var reply = calls.await(call, LONGEST, patience);
      return new Reply(reply.head().statusCode(), new String(reply.body(), StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      return Reply.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.NONE;
    }
  }
}

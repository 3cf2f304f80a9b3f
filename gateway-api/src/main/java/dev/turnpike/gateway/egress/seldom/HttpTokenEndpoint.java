package dev.turnpike.gateway.egress.seldom;

import dev.turnpike.core.upstream.token.TokenEndpoint;
import dev.turnpike.core.upstream.token.TokenRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Asks token services, once an hour or so. */
final class HttpTokenEndpoint implements TokenEndpoint {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Tokens are a few thousand characters. */
  private static final int LONGEST = 1 << 20;

  private final SeldomCalls calls;

  HttpTokenEndpoint(SeldomCalls calls) {
    this.calls = calls;
  }

  @Override
  public CompletionStage<Reply> post(TokenRequest request) {
    var headers =
        List.of(
            Map.entry("content-type", "application/x-www-form-urlencoded"),
            Map.entry("accept", "application/json"),
            Map.entry("user-agent", "Turnpike"));
    var call =
        new SeldomCalls.Call(
            HttpMethod.POST,
            request.endpoint(),
            request.endpoint().getRawPath(),
            headers,
            Buffer.buffer(request.form()),
            null);
    return calls
        .send(call, LONGEST, PATIENCE)
        .map(reply -> new Reply(reply.head().statusCode(), reply.body()))
        .toCompletionStage();
  }
}

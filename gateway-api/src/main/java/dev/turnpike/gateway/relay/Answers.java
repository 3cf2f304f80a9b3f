package dev.turnpike.gateway.relay;

import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers that are nothing but an error. */
final class Answers {
  private Answers() {}

  /** Sends the error, unless the caller is gone. */
  static void send(HttpServerResponse response, GatewayError error, ErrorForm form) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(error.status()).putHeader("content-type", "application/json");
    var wait = error.retryAfter();
    if (wait != null) {
      response.putHeader("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }
    if (!error.retryable() && sdksWouldRetry(error.status())) {
      response.putHeader("x-should-retry", "false");
    }
    if (error.status() == 401) {
      response.putHeader("www-authenticate", "Bearer");
    }
    response.end(Buffer.buffer(form.body(error)));
  }

  private static boolean sdksWouldRetry(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }
}

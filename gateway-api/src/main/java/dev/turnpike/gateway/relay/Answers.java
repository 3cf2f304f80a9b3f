package dev.turnpike.gateway.relay;

import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.exchange.Exchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;

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

  /** Names what of the request does not reach the provider, and of its answer not the caller. */
  static void tellDropped(HttpServerResponse response, Exchange exchange) {
    var names = new LinkedHashSet<>(exchange.params().unheeded());
    var passage = exchange.madePassage();
    if (passage != null) {
      names.addAll(passage.dropped());
    }
    if (!names.isEmpty()) {
      // Names may hold a caller's own words: what no header can carry is shown as a question mark.
      response.putHeader(
          "x-turnpike-dropped", String.join(", ", names).replaceAll("[^\\x20-\\x7e]", "?"));
    }
  }

  private static boolean sdksWouldRetry(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }
}

package dev.turnpike.gateway.egress.seldom;

import dev.turnpike.gateway.egress.CappedBody;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Gets a file through the same guard as every other call. Blocking; thread-safe. */
@ApplicationScoped
public class Download {
  private final SeldomCalls calls;

  Download(SeldomCalls calls) {
    this.calls = calls;
  }

  /**
   * @throws IOException when it is not answered with 200, in time, or is too large; the message
   *     says which
   */
  public byte[] get(URI address, int most, Duration patience) throws IOException {
    var query = address.getRawQuery();
    var target =
        (address.getRawPath().isEmpty() ? "/" : address.getRawPath())
            + (query == null ? "" : "?" + query);
    var headers = List.of(Map.entry("user-agent", "Turnpike"));
    try {
      var reply =
          calls.await(
              new SeldomCalls.Call(HttpMethod.GET, address, target, headers, null, null),
              most,
              patience);
      if (reply.head().statusCode() != 200) {
        throw new IOException(
            address.getHost() + " answered with status " + reply.head().statusCode());
      }
      return reply.body();
    } catch (ExecutionException e) {
      throw new IOException(why(address, most, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String why(URI address, int most, ExecutionException failure) {
    return switch (failure.getCause()) {
      case CappedBody.TooLarge large -> "it is larger than " + most + " bytes";
      case TimeoutException late -> address.getHost() + " did not answer in time";
      case null -> address.getHost() + ": " + failure.getMessage();
      case Throwable cause -> address.getHost() + ": " + cause.getMessage();
    };
  }
}

package dev.turnpike.core.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.provider.AuthScheme;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes small calls to an endpoint. Blocking, each as long as its patience at most. */
public interface EndpointCalls {
  /**
   * @param path below the base URL
   */
  record Endpoint(
      URI baseUrl,
      String path,
      AuthScheme auth,
      ProviderCredential credential,
      @Nullable String caPem) {}

  /**
   * What came back.
   *
   * @param status 0 when the endpoint was not reached, or did not answer in time
   * @param body as text, streams too; never a secret's carrier: it comes from the endpoint
   */
  record Reply(int status, String body) {
    /** No answer at all. */
    public static final Reply NONE = new Reply(0, "");

    public boolean ok() {
      return status >= 200 && status < 300;
    }

    /** Whether the endpoint refused what it was sent, rather than who sent it. */
    public boolean refused() {
      return status == 400 || status == 404 || status == 415 || status == 422 || status == 501;
    }
  }

  Reply post(Endpoint endpoint, JsonNode body, Duration patience);
}

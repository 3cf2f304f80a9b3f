package dev.turnpike.core.catalog;

import dev.turnpike.core.provider.AuthScheme;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks an endpoint what it offers, before or after it is saved. Blocking, at most about 10 seconds.
 */
public interface EndpointProbe {
  Report probe(Target target);

  /**
   * @param credential shown to the endpoint; for a saved provider the stored one
   * @param caPem certificate authorities to trust instead of the platform's
   * @param auth how the key is shown
   * @param path below the base URL
   * @param empty whether an empty object is posted instead of asking for a list; then any answer
   *     but a refusal of the credential is a good one
   * @param proved the provider, where the key itself is not shown but a proof is made of it
   */
  record Target(
      URI baseUrl,
      ProviderCredential credential,
      @Nullable String caPem,
      AuthScheme auth,
      String path,
      boolean empty,
      @Nullable Provider proved) {
    /** One that is shown the key. */
    public Target(
        URI baseUrl,
        ProviderCredential credential,
        @Nullable String caPem,
        AuthScheme auth,
        String path,
        boolean empty) {
      this(baseUrl, credential, caPem, auth, path, empty, null);
    }

    /** The models of an endpoint of OpenAI's form. */
    public Target(URI baseUrl, ProviderCredential credential, @Nullable String caPem) {
      this(baseUrl, credential, caPem, AuthScheme.BEARER, "/models", false);
    }
  }

  /**
   * What was found.
   *
   * @param models the endpoint's own model names, as listed at {@code <base>/models}; may be empty
   * @param problem what failed, in a sentence; absent when the endpoint answered properly
   * @param cure what to do about it, in a sentence
   */
  record Report(
      boolean reachable,
      int status,
      Duration took,
      List<String> models,
      @Nullable String problem,
      @Nullable String cure) {
    public Report {
      models = List.copyOf(models);
    }

    public boolean ok() {
      return problem == null;
    }
  }
}

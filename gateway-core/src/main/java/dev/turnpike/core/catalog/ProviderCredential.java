package dev.turnpike.core.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets the gateway shows a provider, in clear. Lives in memory only; {@link #toString} tells
 * nothing. Belongs to the origin (scheme, host, port) it was typed for.
 *
 * @param apiKey absent: no Authorization header is sent
 * @param headers static extra headers with their values
 */
public record ProviderCredential(@Nullable String apiKey, Map<String, String> headers) {
  public static final ProviderCredential NONE = new ProviderCredential(null, Map.of());

  public ProviderCredential {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public boolean isEmpty() {
    return apiKey == null && headers.isEmpty();
  }

  @Override
  public String toString() {
    return "ProviderCredential[hidden]";
  }
}

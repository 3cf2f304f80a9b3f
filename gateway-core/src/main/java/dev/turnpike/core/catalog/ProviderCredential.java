package dev.turnpike.core.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.access.OrganizationId;
import java.io.IOException;
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
 * @param fields further secrets by field name, such as {@code aws_secret_access_key}
 */
public record ProviderCredential(
    @Nullable String apiKey, Map<String, String> headers, Map<String, String> fields) {
  public static final ProviderCredential NONE = new ProviderCredential(null, Map.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public ProviderCredential {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    fields = Map.copyOf(fields);
  }

  public ProviderCredential(@Nullable String apiKey, Map<String, String> headers) {
    this(apiKey, headers, Map.of());
  }

  public boolean isEmpty() {
    return apiKey == null && headers.isEmpty() && fields.isEmpty();
  }

  /** The form it is stored in, bound to this provider; null when there is nothing to keep. */
  public byte @Nullable [] sealed(SecretVault vault, OrganizationId organization, ProviderId id) {
    if (isEmpty()) {
      return null;
    }
    var json = JSON.createObjectNode();
    if (apiKey != null) {
      json.put("api_key", apiKey);
    }
    headers.forEach(json.putObject("headers")::put);
    try {
      return vault.seal(JSON.writeValueAsBytes(json), context(organization, id));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  /**
   * Opens what {@link #sealed} made; nothing stored is {@link #NONE}.
   *
   * @throws SecretVault.SecretUnreadable when it does not open: it must be entered again
   */
  public static ProviderCredential opened(
      byte @Nullable [] sealed, SecretVault vault, OrganizationId organization, ProviderId id) {
    if (sealed == null) {
      return NONE;
    }
    var context = context(organization, id);
    JsonNode json;
    try {
      json = JSON.readTree(vault.open(sealed, context));
    } catch (IOException e) {
      throw new SecretVault.SecretUnreadable(context, e);
    }
    var headers = new LinkedHashMap<String, String>();
    json.path("headers").properties().forEach(m -> headers.put(m.getKey(), m.getValue().asText()));
    return new ProviderCredential(json.path("api_key").textValue(), headers);
  }

  private static String context(OrganizationId organization, ProviderId id) {
    return organization + "/provider/" + id + "/credential";
  }

  @Override
  public String toString() {
    return "ProviderCredential[hidden]";
  }
}

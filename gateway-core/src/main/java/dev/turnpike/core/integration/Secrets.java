package dev.turnpike.core.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.SecretVault;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The secrets of one integration in clear, by field name. Lives in memory only; {@link #toString}
 * tells nothing. Belongs to the origin it was typed for.
 */
public record Secrets(Map<String, String> values) {
  public static final Secrets NONE = new Secrets(Map.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Secrets {
    values = Map.copyOf(values);
  }

  /** The form they are stored in, bound to this integration. */
  byte[] sealed(SecretVault vault, OrganizationId organization, UUID id) {
    var json = JSON.createObjectNode();
    values.forEach(json::put);
    try {
      return vault.seal(JSON.writeValueAsBytes(json), context(organization, id));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  /**
   * Opens what was sealed.
   *
   * @throws SecretVault.SecretUnreadable when it does not open: it must be entered again
   */
  public static Secrets opened(
      byte[] sealed, SecretVault vault, OrganizationId organization, UUID id) {
    var context = context(organization, id);
    var values = new LinkedHashMap<String, String>();
    try {
      JSON.readTree(vault.open(sealed, context))
          .properties()
          .forEach(m -> values.put(m.getKey(), m.getValue().asText()));
    } catch (IOException e) {
      throw new SecretVault.SecretUnreadable(context, e);
    }
    return new Secrets(values);
  }

  private static String context(OrganizationId organization, UUID id) {
    return organization + "/integration/" + id + "/credential";
  }

  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}

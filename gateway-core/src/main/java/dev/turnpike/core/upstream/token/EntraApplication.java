package dev.turnpike.core.upstream.token;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * An application of Microsoft Entra ID with a secret, allowed to use Azure's AI services. {@link
 * #toString} tells nothing.
 *
 * @param authority {@link #PUBLIC}, or that of a sovereign cloud
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">
 *     OAuth 2.0 client credentials flow</a> (read 2026-11-22)
 */
public record EntraApplication(URI authority, String tenantId, String clientId, String clientSecret)
    implements TokenSource {
  public static final URI PUBLIC = URI.create("https://login.microsoftonline.com");

  /** What Azure OpenAI and the models of Azure AI Foundry both take. */
  private static final String SCOPE = "https://cognitiveservices.azure.com/.default";

  @Override
  public String identity() {
    var secret = Secret.digest(clientSecret.getBytes(StandardCharsets.UTF_8));
    return "entra " + authority + ' ' + tenantId + ' ' + clientId + ' ' + secret;
  }

  @Override
  public TokenRequest request(Instant now) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "client_credentials");
    parameters.put("client_id", clientId);
    parameters.put("client_secret", clientSecret);
    parameters.put("scope", SCOPE);
    var path = '/' + tenantId + "/oauth2/v2.0/token";
    return TokenRequest.of(authority.resolve(path), parameters);
  }

  @Override
  public String toString() {
    return "EntraApplication[hidden]";
  }
}

package dev.turnpike.core.upstream.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A Google service account's key. A token is asked for with a statement signed by it (RS256).
 * {@link #toString} tells nothing.
 *
 * <p>The {@code token_uri} within the key file is not followed: a file that came with a call must
 * not choose where a request goes.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Using
 *     OAuth 2.0 for server to server applications</a> (read 2026-11-22)
 */
public final class ServiceAccount implements TokenSource {
  public static final URI GOOGLE = URI.create("https://oauth2.googleapis.com/token");

  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final Duration LIFE = Duration.ofHours(1);

  private final String email;
  private final String keyId;
  private final PrivateKey key;
  private final URI endpoint;

  private ServiceAccount(String email, String keyId, PrivateKey key, URI endpoint) {
    this.email = email;
    this.keyId = keyId;
    this.key = key;
    this.endpoint = endpoint;
  }

  /**
   * Reads the file Google's console gives; empty when it is no such file.
   *
   * @param endpoint where tokens are asked for
   */
  public static Optional<ServiceAccount> read(String json, URI endpoint) {
    var file = Json.objectOrNull(json);
    if (file == null) {
      return Optional.empty();
    }
    var email = Json.text(file, "client_email");
    var pem = Json.text(file, "private_key");
    if (email.isEmpty() || pem.isEmpty()) {
      return Optional.empty();
    }
    return privateKey(pem)
        .map(key -> new ServiceAccount(email, Json.text(file, "private_key_id"), key, endpoint));
  }

  private static Optional<PrivateKey> privateKey(String pem) {
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s|\\\\n", "");
    try {
      var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      return Optional.of(KeyFactory.getInstance("RSA").generatePrivate(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String identity() {
    return "google " + endpoint + ' ' + email + ' ' + keyId + ' ' + Secret.digest(key.getEncoded());
  }

  @Override
  public TokenRequest request(Instant now) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    parameters.put("assertion", assertion(now));
    return TokenRequest.of(endpoint, parameters);
  }

  private String assertion(Instant now) {
    var header = Json.object().put("alg", "RS256").put("typ", "JWT");
    if (!keyId.isEmpty()) {
      header.put("kid", keyId);
    }
    var claims =
        Json.object()
            .put("iss", email)
            .put("scope", SCOPE)
            .put("aud", endpoint.toString())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(LIFE).getEpochSecond());
    var signed = base64(header) + '.' + base64(claims);
    return signed + '.' + base64(signature(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private byte[] signature(byte[] text) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read can sign", e);
    }
  }

  private static String base64(ObjectNode node) {
    return base64(Json.writeBytes(node));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "ServiceAccount[hidden]";
  }
}

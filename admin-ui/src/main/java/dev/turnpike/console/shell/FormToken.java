package dev.turnpike.console.shell;

import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The token every form carries, derived one-way from the session's cookie; before sign-in from a
 * random cookie of its own. A page of another site knows neither.
 */
@RequestScoped
public class FormToken {
  /** Name of the hidden field. */
  public static final String FIELD = "csrf";

  private static final String VISIT = "turnpike_visit";

  private final Cookies cookies;

  FormToken(Cookies cookies) {
    this.cookies = cookies;
  }

  /** The token for the forms of this answer. */
  public String value() {
    return derivedFrom(
        cookies.get(Cookies.SESSION).or(() -> cookies.get(VISIT)).orElseGet(this::newVisit));
  }

  boolean matches(@Nullable String sent) {
    var secret = cookies.get(Cookies.SESSION).or(() -> cookies.get(VISIT));
    return sent != null
        && secret.isPresent()
        && MessageDigest.isEqual(
            derivedFrom(secret.get()).getBytes(StandardCharsets.US_ASCII),
            sent.getBytes(StandardCharsets.US_ASCII));
  }

  private String newVisit() {
    var bits = new byte[32];
    // No constant: in a native executable it would be seeded when that is built.
    new SecureRandom().nextBytes(bits);
    var value = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    cookies.set(VISIT, value);
    return value;
  }

  private static String derivedFrom(String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal("console form".getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}

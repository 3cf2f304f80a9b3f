package dev.turnpike.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a request shows as its key, wherever the caller's SDK puts it. */
sealed interface PresentedKey {
  record Key(String value) implements PresentedKey {}

  record None() implements PresentedKey {}

  /** An Authorization header that holds no key. */
  record Garbled() implements PresentedKey {}

  /**
   * Looks at {@code x-portkey-api-key}, beside which {@code Authorization} holds a provider's key;
   * then at {@code Authorization} (Bearer, or Basic with the key as password), {@code x-api-key}
   * (Anthropic), {@code api-key} (Azure), {@code x-goog-api-key} and {@code ?key=} (Google), in
   * this order.
   */
  static PresentedKey in(
      Function<String, @Nullable String> header, Function<String, @Nullable String> query) {
    var portkey = header.apply("x-portkey-api-key");
    if (portkey != null && !portkey.isBlank()) {
      return new Key(portkey.strip());
    }
    var authorization = header.apply("authorization");
    if (authorization != null && !authorization.isBlank()) {
      return ofAuthorization(authorization.strip());
    }
    for (var name : new String[] {"x-api-key", "api-key", "x-goog-api-key"}) {
      var value = header.apply(name);
      if (value != null && !value.isBlank()) {
        return new Key(value.strip());
      }
    }
    var value = query.apply("key");
    return value == null || value.isBlank() ? new None() : new Key(value.strip());
  }

  private static PresentedKey ofAuthorization(String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0) {
      // "Bearer" alone is what SDKs send for an empty key.
      return authorization.equalsIgnoreCase("bearer") ? new None() : new Garbled();
    }
    var scheme = authorization.substring(0, space);
    var rest = authorization.substring(space + 1).strip();
    if (scheme.equalsIgnoreCase("bearer")) {
      return rest.isEmpty() || rest.indexOf(' ') >= 0 ? new Garbled() : new Key(rest);
    }
    return scheme.equalsIgnoreCase("basic") ? ofBasic(rest) : new Garbled();
  }

  private static PresentedKey ofBasic(String encoded) {
    try {
      var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      var password = colon < 0 ? "" : pair.substring(colon + 1).strip();
      return password.isEmpty() ? new Garbled() : new Key(password);
    } catch (IllegalArgumentException e) {
      return new Garbled();
    }
  }
}

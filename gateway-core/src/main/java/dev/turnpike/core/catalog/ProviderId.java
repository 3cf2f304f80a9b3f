package dev.turnpike.core.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a provider in addresses and model prefixes, unique in its organization. */
public record ProviderId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /** First path segments the gateway itself serves: {@code /api/{provider}/v1/…} must not clash. */
  private static final Set<String> RESERVED =
      Set.of(
          "v1",
          "v1beta",
          "v2",
          "api",
          "anthropic",
          "google",
          "openai-form",
          "models",
          "providers",
          "chat",
          "completions",
          "responses",
          "embeddings",
          "audio",
          "images",
          "rerank",
          "moderations",
          "request-logs",
          "traces",
          "users",
          "temporary-keys",
          "limit-policies",
          "caches",
          "prompts",
          "dashboard",
          "public",
          "new",
          "test",
          "mcp",
          "q",
          "console",
          "docs");

  public ProviderId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a provider id: " + value);
    }
  }

  /**
   * Whether the text has the form of an id: lower-case letters, digits, {@code . _ -}, at most 63.
   */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  public static boolean isReserved(String text) {
    return RESERVED.contains(text);
  }

  /** A proposal derived from a display name; empty when the name holds no usable character. */
  public static String derivedFrom(String displayName) {
    var slug =
        displayName
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[^a-z0-9]+|-+$", "");
    return slug.length() > 63 ? slug.substring(0, 63).replaceAll("-+$", "") : slug;
  }

  @Override
  public String toString() {
    return value;
  }
}

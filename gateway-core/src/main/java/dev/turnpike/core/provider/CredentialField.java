package dev.turnpike.core.provider;

/**
 * One thing a user enters to use a provider.
 *
 * @param name as in {@code customer_credentials} and the admin API, such as {@code api_key}
 * @param label for people
 * @param secret whether it is sealed and never shown again
 * @param fallback what holds where it is optional and not given; empty when it is required or there
 *     is none
 */
public record CredentialField(
    String name, String label, boolean secret, boolean required, String fallback) {
  public CredentialField {
    if (secret && !fallback.isEmpty()) {
      throw new IllegalArgumentException("a secret has no fallback: " + name);
    }
  }

  /** The name nearly every provider has. */
  public static final String API_KEY = "api_key";
}

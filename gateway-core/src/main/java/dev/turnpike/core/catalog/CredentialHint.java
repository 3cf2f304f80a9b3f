package dev.turnpike.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What may be told of a credential: whether one is set, and its last four characters where the key
 * has twelve or more.
 */
public record CredentialHint(boolean set, @Nullable String last4) {
  public static final CredentialHint NONE = new CredentialHint(false, null);

  public static CredentialHint of(@Nullable String apiKey) {
    if (apiKey == null || apiKey.isEmpty()) {
      return NONE;
    }
    return new CredentialHint(
        true, apiKey.length() >= 12 ? apiKey.substring(apiKey.length() - 4) : null);
  }
}

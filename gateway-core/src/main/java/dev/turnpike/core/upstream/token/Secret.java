package dev.turnpike.core.upstream.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Names a secret by what cannot be turned back into it. */
final class Secret {
  private Secret() {}

  static String digest(byte[] secret) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(secret);
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

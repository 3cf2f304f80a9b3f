package dev.turnpike.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a whole virtual key, in lower-case hex. Keys are stored and looked up by this alone.
 */
public record KeyDigest(String hex) {
  public KeyDigest {
    if (hex.length() != 64) {
      throw new IllegalArgumentException("not a SHA-256 in hex: " + hex.length() + " characters");
    }
  }

  /** The digest of the key as the caller sent it; any key value works. */
  public static KeyDigest of(String key) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return new KeyDigest(
          HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

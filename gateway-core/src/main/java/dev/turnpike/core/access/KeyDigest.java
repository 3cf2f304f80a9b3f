package dev.turnpike.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a whole virtual key, in lower-case hex. Keys are stored and looked up by this alone.
 */
public record KeyDigest(String hex) {
  /** Looking the algorithm up costs as much as the digest of a key. */
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(KeyDigest::sha256);

  public KeyDigest {
    if (hex.length() != 64) {
      throw new IllegalArgumentException("not a SHA-256 in hex: " + hex.length() + " characters");
    }
  }

  /** The digest of the key as the caller sent it; any key value works. */
  public static KeyDigest of(String key) {
    return new KeyDigest(
        HexFormat.of().formatHex(SHA_256.get().digest(key.getBytes(StandardCharsets.UTF_8))));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

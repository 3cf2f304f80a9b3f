package dev.turnpike.gateway.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The installation's key-encryption keys: one to seal with, and those that were current before, to
 * open with. Each is known by an id that says nothing about it. {@link #toString} shows ids only.
 */
public final class MasterKeys {
  /** Fewer characters could be guessed. */
  public static final int MIN_LENGTH = 32;

  private static final byte[] SEALING = "turnpike/seal/v1".getBytes(UTF_8);
  private static final byte[] NAMING = "turnpike/key-id/v1".getBytes(UTF_8);

  private final int current;
  private final Map<Integer, SecretKey> byId;

  private MasterKeys(int current, Map<Integer, SecretKey> byId) {
    this.current = current;
    this.byId = byId;
  }

  /**
   * @param texts the current key first; any text of {@link #MIN_LENGTH} characters or more, such as
   *     32 random bytes in Base64
   * @throws IllegalArgumentException when there is none or one is too short; shows none of them
   */
  public static MasterKeys of(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no master key");
    }
    var byId = new LinkedHashMap<Integer, SecretKey>();
    for (String text : texts) {
      if (text.length() < MIN_LENGTH) {
        throw new IllegalArgumentException(
            "a master key must have at least %d characters".formatted(MIN_LENGTH));
      }
      byId.putIfAbsent(id(text), sealingKey(text));
    }
    return new MasterKeys(byId.keySet().iterator().next(), byId);
  }

  int current() {
    return current;
  }

  Optional<SecretKey> find(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public String toString() {
    return "MasterKeys" + byId.keySet().stream().map(HexFormat.of()::toHexDigits).toList();
  }

  private static SecretKey sealingKey(String text) {
    try {
      return KDF.getInstance("HKDF-SHA256").deriveKey("AES", hkdf(text, SEALING, 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
    }
  }

  private static int id(String text) {
    try {
      byte[] derived = KDF.getInstance("HKDF-SHA256").deriveData(hkdf(text, NAMING, 4));
      return ByteBuffer.wrap(derived).getInt();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
    }
  }

  private static HKDFParameterSpec hkdf(String text, byte[] purpose, int length) {
    return HKDFParameterSpec.ofExtract().addIKM(text.getBytes(UTF_8)).thenExpand(purpose, length);
  }
}

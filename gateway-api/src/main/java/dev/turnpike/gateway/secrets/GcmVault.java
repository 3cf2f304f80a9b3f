package dev.turnpike.gateway.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnpike.core.catalog.SecretVault;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM under the {@link MasterKeys}. A sealed value is {@code version (1 byte) | key id (4)
 * | nonce (12) | ciphertext and tag}; head and context are authenticated with it. Values sealed
 * under an earlier key open as long as that key is in the ring.
 */
public final class GcmVault implements SecretVault {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int HEAD = 1 + Integer.BYTES + NONCE;
  private static final int TAG = 16;

  private final MasterKeys keys;
  private final SecureRandom random;

  public GcmVault(MasterKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  @Override
  public byte[] seal(byte[] clear, String context) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] head = ByteBuffer.allocate(HEAD).put(VERSION).putInt(keys.current()).put(nonce).array();
    try {
      byte[] body = cipher(Cipher.ENCRYPT_MODE, keys.current(), head, context).doFinal(clear);
      return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refuses to seal", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    if (sealed.length < HEAD + TAG || sealed[0] != VERSION) {
      throw new SecretUnreadable(context, new GeneralSecurityException("not a sealed value"));
    }
    int key = ByteBuffer.wrap(sealed).getInt(1);
    byte[] head = Arrays.copyOf(sealed, HEAD);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, head, context)
          .doFinal(sealed, HEAD, sealed.length - HEAD);
    } catch (GeneralSecurityException e) {
      throw new SecretUnreadable(context, e);
    }
  }

  /** Whether a value was sealed under an earlier key, and should be sealed anew. */
  public boolean isOutdated(byte[] sealed) {
    return sealed.length < HEAD || ByteBuffer.wrap(sealed).getInt(1) != keys.current();
  }

  private Cipher cipher(int mode, int keyId, byte[] head, String context)
      throws GeneralSecurityException {
    SecretKey key =
        keys.find(keyId)
            .orElseThrow(
                () ->
                    new GeneralSecurityException(
                        "sealed under master key %08x, which is not among the keys given"
                            .formatted(keyId)));
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, head, HEAD - NONCE, NONCE));
    cipher.updateAAD(head);
    cipher.updateAAD(context.getBytes(UTF_8));
    return cipher;
  }
}

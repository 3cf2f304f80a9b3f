package dev.turnpike.core.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Binds a value to its context as the real one does, and hides it from a look, no more. */
public final class TestVault implements SecretVault {
  private final byte key;

  public TestVault() {
    this(0x5a);
  }

  /**
   * @param key vaults of another key do not open what this one sealed
   */
  public TestVault(int key) {
    this.key = (byte) key;
  }

  @Override
  public byte[] seal(byte[] clear, String context) {
    var bound = context.getBytes(StandardCharsets.UTF_8);
    var sealed = new byte[bound.length + 1 + clear.length];
    System.arraycopy(bound, 0, sealed, 0, bound.length);
    sealed[bound.length] = 0;
    for (var i = 0; i < clear.length; i++) {
      sealed[bound.length + 1 + i] = clear[i];
    }
    return hidden(sealed);
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    var clear = hidden(sealed);
    var bound = (context + "\0").getBytes(StandardCharsets.UTF_8);
    if (clear.length < bound.length
        || !Arrays.equals(clear, 0, bound.length, bound, 0, bound.length)) {
      throw new SecretUnreadable(context, new IllegalStateException("another context or key"));
    }
    return Arrays.copyOfRange(clear, bound.length, clear.length);
  }

  private byte[] hidden(byte[] bytes) {
    var hidden = bytes.clone();
    for (var i = 0; i < hidden.length; i++) {
      hidden[i] ^= key;
    }
    return hidden;
  }
}

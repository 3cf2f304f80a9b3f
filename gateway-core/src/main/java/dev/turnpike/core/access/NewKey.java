package dev.turnpike.core.access;

/**
 * A key just made, with its secret: the only time it is there to be shown.
 *
 * @param secret the whole key, as a caller sends it
 */
public record NewKey(VirtualKey key, String secret) {
  @Override
  public String toString() {
    return "NewKey[" + key.prefix() + ", hidden]";
  }
}

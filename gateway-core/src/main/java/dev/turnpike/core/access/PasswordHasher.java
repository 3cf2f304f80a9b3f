package dev.turnpike.core.access;

/**
 * Turns passwords of members into what may be stored. Slow and memory-hungry on purpose (tens of
 * milliseconds, tens of megabytes): call it from a worker thread, after the sign-in throttle.
 * Thread-safe.
 */
public interface PasswordHasher {
  /**
   * A new salt each time, so equal passwords have different hashes. The answer carries the
   * algorithm and its parameters: hashes made by older parameters still match after they are
   * raised.
   */
  String hash(String password);

  /** What no password matches, though checking one takes as long as with a hash. Quick. */
  String unmatched();

  /**
   * Takes as long for a wrong password as for a right one.
   *
   * @param hash an answer of {@link #hash} or {@link #unmatched}; any other text never matches
   */
  boolean matches(String password, String hash);
}

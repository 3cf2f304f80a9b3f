package dev.turnpike.core.catalog;

/**
 * Seals secrets for storage: AES-256-GCM under the installation's key-encryption key. The context
 * ({@code organization/table/row/field}) is bound as associated data, so that a sealed value moved
 * to another row does not open. Thread-safe, not blocking.
 */
public interface SecretVault {
  byte[] seal(byte[] clear, String context);

  /**
   * @throws SecretUnreadable when the value was tampered with, moved, or sealed under another key
   */
  byte[] open(byte[] sealed, String context);

  /** A sealed value that does not open; the credential must be entered again. */
  final class SecretUnreadable extends RuntimeException {
    public SecretUnreadable(String context, Throwable cause) {
      super("sealed value does not open: " + context, cause);
    }
  }
}

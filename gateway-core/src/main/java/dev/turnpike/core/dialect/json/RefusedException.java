package dev.turnpike.core.dialect.json;

import dev.turnpike.core.dialect.canon.reply.Refusal;

/**
 * Carries a refusal out of the depth of a body. Only rooms throw it, and only {@code
 * contract.Conversion} catches it: callers of a dialect see a value.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  public static RefusedException invalid(String param, String message) {
    return new RefusedException(Refusal.invalid(param, message));
  }

  public static RefusedException unsupported(String param, String message) {
    return new RefusedException(Refusal.unsupported(param, message));
  }

  /** A tool must be called, and there is none to call. */
  public static RefusedException noToolWorks() {
    return unsupported(
        "tool_choice", "A tool must be called, but none of the tools works at this provider.");
  }

  public Refusal refusal() {
    return refusal;
  }
}

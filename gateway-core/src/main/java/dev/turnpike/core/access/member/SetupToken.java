package dev.turnpike.core.access.member;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Shows that whoever opens the first-run page can also read the gateway's log. Made anew at each
 * start, held in memory, worthless once there is an owner.
 */
public final class SetupToken {
  private final String value;

  public SetupToken(SecureRandom random) {
    value = RandomWord.of(random);
  }

  /** For the log, at start. */
  public String reveal() {
    return value;
  }

  /** Compares without telling by its time how much was right; blanks around it do not matter. */
  public boolean matches(String typed) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8),
        typed.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SetupToken[hidden]";
  }
}

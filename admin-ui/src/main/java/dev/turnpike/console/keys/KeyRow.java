package dev.turnpike.console.keys;

import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.access.VirtualKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A line of the keys table. */
public record KeyRow(VirtualKey key, KeyUse use, Instant now) {
  /** Working, Expired or Revoked. */
  public String state() {
    if (key.revokedAt() != null) {
      return "Revoked";
    }
    return key.refusedAt(now) ? "Expired" : "Working";
  }

  public List<String> rights() {
    return key.rights().stream().sorted().map(r -> r.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether nothing bounds it. */
  public boolean unlimited() {
    return key.limits().equals(KeyLimits.NONE);
  }
}

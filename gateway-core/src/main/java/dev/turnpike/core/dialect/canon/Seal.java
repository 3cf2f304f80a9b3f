package dev.turnpike.core.dialect.canon;

import dev.turnpike.core.dialect.DialectId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A provider's signature over its reasoning, or the reasoning itself in encrypted form. It comes
 * back to the provider verbatim on the next turn, through a client of any dialect; shown to another
 * provider it would be refused, hence the origin.
 *
 * @param encrypted whether the value holds the reasoning itself ({@code redacted_thinking.data},
 *     {@code encrypted_content}) rather than a signature over text that stands beside it
 * @param id the provider's own id of the reasoning item, or empty
 */
public record Seal(DialectId origin, String value, boolean encrypted, String id) {
  private static final String MARK = "turnpike-seal-1";

  public Seal(DialectId origin, String value, boolean encrypted) {
    this(origin, value, encrypted, "");
  }

  /**
   * The form for a client of the given dialect. In its own dialect the bare value; elsewhere base64
   * that says whence it came, since Google's SDKs decode the field as base64.
   */
  public String inside(DialectId dialect) {
    if (dialect == origin && id.isEmpty()) {
      return value;
    }
    var text = String.join(":", MARK, origin.wire(), encrypted ? "e" : "s", id, value);
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #inside} wrote; any other value is the dialect's own. */
  public static Seal read(DialectId dialect, String wire, boolean encrypted) {
    var own = new Seal(dialect, wire, encrypted, "");
    // Base64 of the mark's first 15 bytes needs no knowledge of what follows.
    if (!wire.startsWith(
        Base64.getEncoder().encodeToString(MARK.getBytes(StandardCharsets.UTF_8)))) {
      return own;
    }
    try {
      var text = new String(Base64.getDecoder().decode(wire), StandardCharsets.UTF_8);
      var parts = text.split(":", 5);
      if (parts.length < 5) {
        return own;
      }
      return DialectId.ofWire(parts[1])
          .map(origin -> new Seal(origin, parts[4], parts[2].equals("e"), parts[3]))
          .orElse(own);
    } catch (IllegalArgumentException notBase64) {
      return own;
    }
  }
}

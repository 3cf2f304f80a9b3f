package dev.turnpike.core.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Text as UTF-8, or not at all: Java's own encoder puts a question mark for what has no bytes. */
public final class Utf8 {
  private Utf8() {}

  /** The bytes that decode to this very text; absent when it has half of a surrogate pair. */
  public static byte @Nullable [] exactly(String text) {
    var bytes = text.getBytes(UTF_8);
    // Decoding and comparing whole texts costs less than looking at each character.
    return new String(bytes, UTF_8).equals(text) ? bytes : null;
  }
}

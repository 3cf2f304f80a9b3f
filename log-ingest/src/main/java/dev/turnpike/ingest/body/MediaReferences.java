package dev.turnpike.ingest.body;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Replaces media in a body by what identifies it: {@code data:} addresses, and JSON strings that
 * are one long piece of Base64, become {@code media:image/png;bytes=1234;sha256=…}. A log of
 * prompts is read by people; megabytes of Base64 help none of them.
 */
public final class MediaReferences {
  private static final String MARK = ";base64,";

  /** Longer than any key, hash or signature that stands in a body as Base64. */
  private static final int LONG_STRING = 4_096;

  private static final int LONGEST_TYPE = 200;
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private MediaReferences() {}

  /** The text with media replaced; the same text when there is none. */
  public static @Nullable String replaceIn(@Nullable String text) {
    return text == null ? null : replaceStrings(replaceAddresses(text));
  }

  private static String replaceAddresses(String text) {
    var mark = text.indexOf(MARK);
    if (mark < 0) {
      return text;
    }
    var replaced = new StringBuilder();
    var copied = 0;
    for (; mark >= 0; mark = text.indexOf(MARK, mark + 1)) {
      var start = text.lastIndexOf("data:", mark);
      var end = endOfBase64(text, mark + MARK.length());
      if (start < copied || mark - start > LONGEST_TYPE || end == mark + MARK.length()) {
        continue;
      }
      var type = text.substring(start + "data:".length(), mark).replace("\\/", "/");
      var reference = reference(type, text.substring(mark + MARK.length(), end));
      if (reference != null) {
        replaced.append(text, copied, start).append(reference);
        copied = end;
      }
    }
    return replaced.append(text, copied, text.length()).toString();
  }

  private static String replaceStrings(String text) {
    StringBuilder replaced = null;
    var copied = 0;
    for (var quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
      var end = endOfBase64(text, quote + 1);
      if (end - quote > LONG_STRING && end < text.length() && text.charAt(end) == '"') {
        var reference = reference(UNKNOWN_TYPE, text.substring(quote + 1, end));
        if (reference != null) {
          replaced = replaced == null ? new StringBuilder() : replaced;
          replaced.append(text, copied, quote + 1).append(reference);
          copied = end;
        }
        quote = end;
      }
    }
    return replaced == null ? text : replaced.append(text, copied, text.length()).toString();
  }

  private static int endOfBase64(String text, int from) {
    var at = from;
    while (at < text.length() && isBase64(text, at)) {
      at++;
    }
    return at;
  }

  /** Slashes may be escaped in JSON. */
  private static boolean isBase64(String text, int at) {
    var c = text.charAt(at);
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '='
        || c == '-'
        || c == '_'
        || (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '/');
  }

  /** Absent when it is no Base64 after all. */
  private static @Nullable String reference(String type, String base64) {
    try {
      var plain = base64.replace("\\/", "/").replace('-', '+').replace('_', '/');
      var bytes = Base64.getDecoder().decode(plain.getBytes(StandardCharsets.ISO_8859_1));
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "media:%s;bytes=%d;sha256=%s"
          .formatted(type, bytes.length, HexFormat.of().formatHex(hash));
    } catch (IllegalArgumentException e) {
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

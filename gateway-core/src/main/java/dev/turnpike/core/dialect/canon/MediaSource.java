package dev.turnpike.core.dialect.canon;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a medium are. The gateway never fetches them. */
public sealed interface MediaSource {
  /** The bytes, in base64 as they came. */
  record Inline(String mediaType, String base64) implements MediaSource {
    /** The {@code data:} address OpenAI's formats want. */
    public String dataUrl() {
      return "data:" + mediaType + ";base64," + base64;
    }
  }

  /** An address the provider fetches. */
  record Link(String url, @Nullable String mediaType) implements MediaSource {}

  /** A file uploaded to the provider before; it means nothing to any other. */
  record Uploaded(String fileId) implements MediaSource {}

  /** A document given as plain text. */
  record PlainText(String text) implements MediaSource {}

  /** A {@code data:} address becomes its bytes, any other stays a link. */
  static MediaSource ofUrl(String url) {
    int comma = url.indexOf(',');
    if (!url.regionMatches(true, 0, "data:", 0, 5) || comma < 0) {
      return new Link(url, null);
    }
    var head = url.substring(5, comma);
    if (!head.toLowerCase(Locale.ROOT).endsWith(";base64")) {
      return new Link(url, null);
    }
    int semicolon = head.indexOf(';');
    var type = head.substring(0, semicolon);
    return new Inline(type.isEmpty() ? "application/octet-stream" : type, url.substring(comma + 1));
  }
}

package dev.turnpike.gateway.relay;

import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.body.JsonText;
import dev.turnpike.core.exchange.Exchange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a response, kept for its log row. What is no text, such as sound, is told by its
 * type and size instead.
 */
final class KeptBody {
  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private @Nullable String opaqueType;
  private long total;
  private boolean cut;

  private KeptBody(int most) {
    this.most = most;
  }

  /** Where the log may have the response at all; else absent. */
  static @Nullable KeptBody of(Exchange exchange, RelaySettings settings) {
    return exchange.privacy() == LogPrivacy.NONE ? null : new KeptBody(settings.logBodyBytes());
  }

  /** The media type of what follows, without parameters. */
  void mediaType(String type) {
    boolean readable =
        type.isEmpty()
            || type.startsWith("text/")
            || type.endsWith("json")
            || type.endsWith("xml")
            || type.endsWith("subrip");
    opaqueType = readable ? null : type;
  }

  void add(byte[] piece, int from, int to) {
    total += to - from;
    if (opaqueType != null) {
      return;
    }
    int room = most - bytes.size();
    int length = to - from;
    if (length > room) {
      cut = true;
      length = room;
    }
    if (length > 0) {
      bytes.write(piece, from, length);
    }
  }

  boolean isCut() {
    return cut;
  }

  String text() {
    if (opaqueType != null) {
      return "{\"content_type\":" + JsonText.quoted(opaqueType) + ",\"bytes\":" + total + "}";
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

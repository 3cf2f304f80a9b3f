package dev.turnpike.console.logs.detail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image, sound or file in a message. It is never loaded: a log keeps what identifies it, and an
 * address that a caller sent is not for a member's browser to open.
 *
 * @param kind {@code image}, {@code audio}, {@code video} or {@code file}
 * @param type media type; empty when unknown
 * @param bytes size; 0 when unknown
 * @param sha256 hex; empty when unknown
 * @param address where it lies, when the caller sent an address; else empty
 */
public record Media(String kind, String type, long bytes, String sha256, String address) {
  private static final Pattern KEPT =
      Pattern.compile("media:([^;,\\s]{0,200});bytes=(\\d{1,15});sha256=([0-9a-f]{64})");
  private static final int DEEPEST = 4;

  /** What a part of a message holds; empty for text and tools. */
  static List<Media> in(JsonNode part) {
    var found = new ArrayList<Media>();
    collect(part, part.path("type").asText("").toLowerCase(Locale.ROOT), found, 0);
    return found;
  }

  private static void collect(JsonNode node, String hint, List<Media> found, int depth) {
    if (node.isTextual()) {
      read(node.asText(), hint).ifPresent(found::add);
    } else if (depth < DEEPEST) {
      node.forEach(child -> collect(child, hint, found, depth + 1));
    }
  }

  private static Optional<Media> read(String text, String hint) {
    var kept = KEPT.matcher(text);
    if (kept.matches()) {
      var type = kept.group(1);
      return Optional.of(
          new Media(kind(type, hint), type, Long.parseLong(kept.group(2)), kept.group(3), ""));
    }
    var isAddress = text.startsWith("https://") || text.startsWith("http://");
    return isAddress && !hint.isEmpty() && !hint.contains("text")
        ? Optional.of(new Media(kind("", hint), "", 0, "", text))
        : Optional.empty();
  }

  private static String kind(String type, String hint) {
    var words = type.startsWith("application/") ? hint : type + " " + hint;
    for (var kind : List.of("image", "audio", "video")) {
      if (words.contains(kind)) {
        return kind;
      }
    }
    return "file";
  }

  /** The size as people read it. */
  public String size() {
    if (bytes < 1_000) {
      return bytes + "\u202fB";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f\u202fkB", bytes / 1_000.0)
        : String.format(Locale.ROOT, "%.1f\u202fMB", bytes / 1_000_000.0);
  }
}

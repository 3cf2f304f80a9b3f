package dev.turnpike.core.dialect.gemini.content;

import dev.turnpike.core.dialect.canon.Block.Media.Kind;
import java.util.Locale;

/** What media types and file names tell. */
public final class GeminiMedia {
  private GeminiMedia() {}

  public static Kind kind(String mediaType) {
    var type = mediaType.toLowerCase(Locale.ROOT);
    if (type.startsWith("image/")) {
      return Kind.IMAGE;
    }
    if (type.startsWith("audio/")) {
      return Kind.AUDIO;
    }
    return type.startsWith("video/") ? Kind.VIDEO : Kind.DOCUMENT;
  }

  /**
   * The data in base64's standard alphabet with padding: Google takes the URL-safe one too, which
   * its SDK for Python writes, and nobody else does.
   */
  static String standard(String base64) {
    if (base64.indexOf('-') < 0 && base64.indexOf('_') < 0) {
      return base64;
    }
    var plain = base64.replace('-', '+').replace('_', '/');
    int over = plain.length() % 4;
    return over == 0 || plain.endsWith("=") ? plain : plain + "=".repeat(4 - over);
  }

  /** The media type an address ends in; Google demands one for files. */
  static String guess(String url) {
    var path = url.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
    int dot = path.lastIndexOf('.');
    return switch (dot < 0 ? "" : path.substring(dot + 1)) {
      case "jpg", "jpeg" -> "image/jpeg";
      case "png" -> "image/png";
      case "gif" -> "image/gif";
      case "webp" -> "image/webp";
      case "heic" -> "image/heic";
      case "mp3" -> "audio/mp3";
      case "wav" -> "audio/wav";
      case "ogg" -> "audio/ogg";
      case "flac" -> "audio/flac";
      case "mp4" -> "video/mp4";
      case "webm" -> "video/webm";
      case "mov" -> "video/quicktime";
      case "pdf" -> "application/pdf";
      case "txt" -> "text/plain";
      case "csv" -> "text/csv";
      case "html", "htm" -> "text/html";
      default -> url.contains("youtube.com/") || url.contains("youtu.be/") ? "video/mp4" : "";
    };
  }

  /** The type for a file that does not tell its own. */
  public static String usual(Kind kind) {
    return switch (kind) {
      case IMAGE -> "image/jpeg";
      case AUDIO -> "audio/mp3";
      case VIDEO -> "video/mp4";
      case DOCUMENT -> "application/pdf";
    };
  }
}

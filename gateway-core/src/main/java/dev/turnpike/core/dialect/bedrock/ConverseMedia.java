package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Block.Media.Kind;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes images, documents, films and sound: bytes in base64, or an object in S3. Each document
 * needs a name of its own, of a few kinds of characters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html">
 *     DocumentBlock</a> (read 2026-11-22)
 */
final class ConverseMedia {
  private static final int LONGEST_NAME = 200;

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "application/pdf", "pdf",
          "text/csv", "csv",
          "application/msword", "doc",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
          "application/vnd.ms-excel", "xls",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
          "text/html", "html",
          "text/plain", "txt",
          "text/markdown", "md");

  private static final Map<Kind, Set<String>> FORMATS =
      Map.of(
          Kind.IMAGE,
          Set.of("png", "jpeg", "gif", "webp"),
          Kind.VIDEO,
          Set.of("mkv", "mov", "mp4", "webm", "flv", "mpeg", "mpg", "wmv", "three_gp"),
          Kind.AUDIO,
          Set.of("mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "mkv", "m4a", "pcm", "webm"));

  private final Drops drops;
  private final Set<String> names = new HashSet<>();

  ConverseMedia(Drops drops) {
    this.drops = drops;
  }

  void write(Block.Media media, ObjectNode into) {
    drops.addIf(media.detail() != null, "detail");
    var kind = media.kind();
    var node = into.putObject(kind.name().toLowerCase(Locale.ROOT));
    node.put("format", format(kind, media.source()));
    if (kind == Kind.DOCUMENT) {
      node.put("name", name(media.name()));
    }
    var source = node.putObject("source");
    switch (media.source()) {
      case MediaSource.Inline(var type, var base64) -> source.put("bytes", base64);
      case MediaSource.PlainText(var text) ->
          source.put(
              "bytes", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
      case MediaSource.Link(var url, var type) when url.startsWith("s3://") ->
          source.putObject("s3Location").put("uri", url);
      case MediaSource.Link(var url, var type) ->
          throw refused(kind, "as bytes or as s3:// addresses, and fetches no others");
      case MediaSource.Uploaded(var id) -> throw refused(kind, "as bytes, not as uploaded files");
    }
  }

  private static String format(Kind kind, MediaSource source) {
    var type =
        switch (source) {
          case MediaSource.Inline(var told, var base64) -> told;
          case MediaSource.PlainText text -> "text/plain";
          case MediaSource.Link(var url, var told) -> told != null ? told : byEnding(url);
          case MediaSource.Uploaded uploaded -> "";
        };
    var format = formatOf(kind, type.toLowerCase(Locale.ROOT));
    if (format == null) {
      throw refused(kind, "in certain formats, of which '" + type + "' is none");
    }
    return format;
  }

  private static @Nullable String formatOf(Kind kind, String type) {
    int semicolon = type.indexOf(';');
    var bare = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    if (kind == Kind.DOCUMENT) {
      return DOCUMENTS.get(bare);
    }
    var subtype = bare.substring(bare.indexOf('/') + 1);
    var format =
        switch (subtype) {
          case "jpg" -> "jpeg";
          case "quicktime" -> "mov";
          case "x-matroska" -> "mkv";
          case "x-wav", "wave" -> "wav";
          case "3gpp" -> "three_gp";
          case "mpeg" -> kind == Kind.AUDIO ? "mp3" : "mpeg";
          default -> subtype;
        };
    return FORMATS.getOrDefault(kind, Set.of()).contains(format) ? format : null;
  }

  private static String byEnding(String url) {
    var ending = url.substring(url.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return DOCUMENTS.entrySet().stream()
        .filter(e -> e.getValue().equals(ending))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("any/" + ending);
  }

  /** Letters, digits, single spaces, hyphens, parentheses and brackets; unlike all before it. */
  private String name(@Nullable String given) {
    var clean =
        given == null
            ? ""
            : given.replaceAll("[^\\p{Alnum}\\s()\\[\\]-]", " ").replaceAll("\\s+", " ").strip();
    var stem = clean.isEmpty() ? "document" : clean;
    stem = stem.length() > LONGEST_NAME - 8 ? stem.substring(0, LONGEST_NAME - 8) : stem;
    var name = stem;
    for (int n = 2; !names.add(name); n++) {
      name = stem + " " + n;
    }
    return name;
  }

  private static RefusedException refused(Kind kind, String how) {
    return RefusedException.unsupported(
        "messages.content",
        "The provider's format (Bedrock Converse) does not take this "
            + kind.name().toLowerCase(Locale.ROOT)
            + ": it takes them "
            + how
            + ".");
  }
}

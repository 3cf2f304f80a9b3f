package dev.turnpike.ingest.body;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces media in a body by what identifies it: {@code data:} addresses, members that hold media
 * in some dialect, and all JSON strings that are one long piece of Base64, become {@code
 * media:image/png;bytes=1234;sha256=…}. A log of prompts is read by people; megabytes of Base64
 * help none of them.
 */
public final class MediaReferences {
  private static final String MARK = ";base64,";

  /** Longer than any key, hash or signature that stands in a body as Base64. */
  private static final int LONG_STRING = 4_096;

  /** A shorter one, under the name of a media member, may be a word. */
  private static final int SHORTEST_MEDIA = 32;

  /** Members that hold Base64: of OpenAI, Anthropic, Google and Bedrock. */
  private static final Pattern MEDIA_MEMBER =
      Pattern.compile("\"(?:data|file_data|fileData|b64_json|bytes|imageBytes|audio)\"\\s*:\\s*$");

  /** Says what the medium is, beside it in its object. */
  private static final Pattern TYPE =
      Pattern.compile(
          "\"(?:media_type|mimeType|mime_type)\"\\s*:\\s*\"([\\w.+-]+\\\\?/[\\w.+-]+)\"");

  private static final Pattern AUDIO =
      Pattern.compile("\"format\"\\s*:\\s*\"(wav|mp3|flac|opus|aac|pcm16)\"");

  private static final int BESIDE = 300;
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
      if (end < text.length() && text.charAt(end) == '"' && isMedia(text, quote, end)) {
        var reference = reference(type(text, quote, end), text.substring(quote + 1, end));
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

  private static boolean isMedia(String text, int quote, int end) {
    var length = end - quote - 1;
    return length >= LONG_STRING
        || (length >= SHORTEST_MEDIA
            && MEDIA_MEMBER.matcher(text.substring(Math.max(0, quote - 40), quote)).find());
  }

  private static String type(String text, int quote, int end) {
    var before = text.substring(Math.max(0, quote - BESIDE), quote);
    var after = text.substring(end + 1, Math.min(text.length(), end + 1 + BESIDE));
    var close = after.indexOf('}');
    var beside =
        before.substring(before.lastIndexOf('{') + 1)
            + after.substring(0, close < 0 ? after.length() : close);
    var type = TYPE.matcher(beside);
    if (type.find()) {
      return type.group(1).replace("\\/", "/");
    }
    var audio = AUDIO.matcher(beside);
    return audio.find() ? "audio/" + audio.group(1) : UNKNOWN_TYPE;
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

package dev.turnpike.core.body.form;

import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a {@code multipart/form-data} body in one pass. Nothing is copied or decoded
 * but the heads of the parts. Pure, thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578, multipart/form-data</a>
 */
public final class FormScan {
  private static final String MEDIA_TYPE = "multipart/form-data";
  private static final int LONGEST_BOUNDARY = 200;
  private static final int MOST_PARTS = 1000;

  /** The parts, or why there are none. */
  public sealed interface Result {
    record Scanned(FormBody body) implements Result {}

    record Refused(GatewayError error) implements Result {}
  }

  private final byte[] bytes;
  private final byte[] delimiter;
  private final List<FormPart> parts = new ArrayList<>();

  private FormScan(byte[] bytes, String boundary) {
    this.bytes = bytes;
    this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether this content type is a form's. */
  public static boolean isForm(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE);
  }

  /**
   * Scans a whole body.
   *
   * @param contentType the request's, with its boundary
   */
  public static Result scan(byte[] bytes, String contentType) {
    var boundary = HeaderParameters.of(contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      return refused("The Content-Type of a form must name its boundary.");
    }
    var scan = new FormScan(bytes, boundary);
    var problem = scan.run();
    return problem == null ? new Result.Scanned(new FormBody(bytes, scan.parts)) : refused(problem);
  }

  private @Nullable String run() {
    int at = isDelimiter(0) ? 0 : afterLineBreak(0);
    if (at < 0) {
      return "The form does not hold the boundary that its Content-Type names.";
    }
    while (true) {
      int line = at + delimiter.length;
      if (line + 1 < bytes.length && bytes[line] == '-' && bytes[line + 1] == '-') {
        return null;
      }
      int next = afterLineBreak(line);
      if (next < 0) {
        return "The form ends without its closing boundary: it was cut short.";
      }
      var part = part(at, line, next);
      if (part == null) {
        return "Part "
            + (parts.size() + 1)
            + " of the form has no name, or no blank line after its head.";
      }
      parts.add(part);
      if (parts.size() > MOST_PARTS) {
        return "The form has more than " + MOST_PARTS + " parts.";
      }
      at = next;
    }
  }

  private @Nullable FormPart part(int start, int line, int next) {
    int valueEnd = next - 2; // the line break before a delimiter is the delimiter's
    int headEnd = find("\r\n\r\n", line, valueEnd);
    if (headEnd < 0) {
      return null;
    }
    String name = null;
    String filename = null;
    String type = null;
    var head = new String(bytes, line, headEnd - line, StandardCharsets.UTF_8);
    for (var field : head.split("\r\n")) {
      int colon = field.indexOf(':');
      var value = field.substring(colon + 1).strip();
      switch (field.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> {
          var told = HeaderParameters.of(value);
          name = told.get("name");
          filename = told.get("filename");
        }
        case "content-type" -> type = value;
        default -> {
          // Content-Transfer-Encoding and the like are the provider's to judge.
        }
      }
    }
    return name == null
        ? null
        : new FormPart(name, filename, type, start, headEnd + 4, valueEnd, next);
  }

  /** Where the next delimiter stands that begins a line, or -1. */
  private int afterLineBreak(int from) {
    for (int i = from; i + 2 + delimiter.length <= bytes.length; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n' && isDelimiter(i + 2)) {
        return i + 2;
      }
    }
    return -1;
  }

  /** A value may hold a line that only begins like the delimiter. */
  private boolean isDelimiter(int at) {
    int after = at + delimiter.length;
    if (!isAt(delimiter, at) || after >= bytes.length) {
      return false;
    }
    return switch (bytes[after]) {
      case '\r', ' ', '\t' -> true;
      case '-' -> after + 1 < bytes.length && bytes[after + 1] == '-';
      default -> false;
    };
  }

  private boolean isAt(byte[] wanted, int at) {
    if (at + wanted.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private int find(String text, int from, int to) {
    var wanted = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = from; i + wanted.length <= to; i++) {
      if (isAt(wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  private static Result refused(String message) {
    return new Result.Refused(new InvalidRequest(message, null, "invalid_form"));
  }
}

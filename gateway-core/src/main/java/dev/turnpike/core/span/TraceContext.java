package dev.turnpike.core.span;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway call stands in a trace. All ids follow from the log id, so nothing has to be
 * carried along with the call: its own span, and one for each upstream attempt.
 *
 * @param traceId 32 hexadecimal digits: the caller's, else the log id's own
 * @param spanId 16 hexadecimal digits: the call's own span
 * @param parentId the caller's span; absent when the call begins the trace
 * @param sampled whether the caller wants the trace recorded; true when it said nothing
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public record TraceContext(
    String traceId, String spanId, @Nullable String parentId, boolean sampled) {
  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);

  /** What a caller's {@code traceparent} says; empty when there is none that is valid. */
  public static Optional<TraceContext> continued(String logId, @Nullable String traceparent) {
    if (traceparent == null) {
      return Optional.empty();
    }
    var header = HEADER.matcher(traceparent.strip().toLowerCase(Locale.ROOT));
    if (!header.matches()
        || header.group(1).equals("ff")
        || (header.group(1).equals("00") && header.group(5) != null)
        || header.group(2).equals(NO_TRACE)
        || header.group(3).equals(NO_SPAN)) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(header.group(4), 16) & 1) == 1;
    return Optional.of(new TraceContext(header.group(2), span(logId, 0), header.group(3), sampled));
  }

  /** The caller's trace, or one that begins here. */
  public static TraceContext of(String logId, @Nullable String traceparent) {
    return continued(logId, traceparent)
        .orElseGet(() -> new TraceContext(logId.replace("-", ""), span(logId, 0), null, true));
  }

  /**
   * The span of an upstream attempt of this call.
   *
   * @param attempt from 0
   */
  public static String attemptSpan(String logId, int attempt) {
    return span(logId, attempt + 1);
  }

  /** The header that goes out with an upstream attempt. */
  public String traceparent(String logId, int attempt) {
    return "00-" + traceId + "-" + attemptSpan(logId, attempt) + (sampled ? "-01" : "-00");
  }

  /** The random half of a UUIDv7 is never 0: its first bit is set. */
  private static String span(String logId, int number) {
    return HexFormat.of().toHexDigits(UUID.fromString(logId).getLeastSignificantBits() + number);
  }
}

package dev.turnpike.core.stream;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes server-sent events: always {@code data: } with the space, never an {@code id:} line. */
public final class SseWriter {
  /** Keeps a quiet connection alive; parsers pass over comments. */
  private static final byte[] HEARTBEAT = ": ping\n\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private SseWriter() {}

  /** A comment event; write it only between events. */
  public static byte[] heartbeat() {
    return HEARTBEAT.clone();
  }

  /**
   * Writes one event.
   *
   * @param event its type; absent for the default
   * @param data one line, such as compact JSON
   */
  public static void write(@Nullable String event, byte[] data, ByteSink out) {
    if (event != null) {
      out.write(EVENT, 0, EVENT.length);
      var name = event.getBytes(StandardCharsets.UTF_8);
      out.write(name, 0, name.length);
      out.write(END, 0, 1);
    }
    out.write(DATA, 0, DATA.length);
    out.write(data, 0, data.length);
    out.write(END, 0, END.length);
  }
}

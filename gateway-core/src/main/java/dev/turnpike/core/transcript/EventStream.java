package dev.turnpike.core.transcript;

import org.jspecify.annotations.Nullable;

/** Server-sent events in a text that is complete or cut short. */
final class EventStream {
  private static final String EVENT = "event:";
  private static final String DATA = "data:";

  private EventStream() {}

  /** Receives events. */
  @FunctionalInterface
  interface Receiver {
    void event(@Nullable String name, String data);
  }

  /** Whether the text is a stream rather than JSON. */
  static boolean isStream(String text) {
    var start = text.stripLeading();
    return start.startsWith(DATA) || start.startsWith(EVENT) || start.startsWith(":");
  }

  /**
   * Hands over each event that has data; one that was cut short only when its data is a whole line.
   */
  static void read(String text, Receiver receiver) {
    String name = null;
    String data = "";
    int end;
    for (int at = 0; at < text.length(); at = next(text, end)) {
      end = endOfLine(text, at);
      if (end == at) {
        if (!data.isEmpty()) {
          receiver.event(name, data);
        }
        name = null;
        data = "";
      } else if (text.startsWith(EVENT, at)) {
        name = text.substring(at + EVENT.length(), end).strip();
      } else if (text.startsWith(DATA, at)) {
        var line = text.substring(at + DATA.length(), end).strip();
        data = data.isEmpty() ? line : data + "\n" + line;
      }
    }
    if (!data.isEmpty()) {
      receiver.event(name, data);
    }
  }

  private static int endOfLine(String text, int from) {
    int found = text.indexOf('\n', from);
    int end = found < 0 ? text.length() : found;
    int earlier = text.indexOf('\r', from, end);
    return earlier < 0 ? end : earlier;
  }

  private static int next(String text, int end) {
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}

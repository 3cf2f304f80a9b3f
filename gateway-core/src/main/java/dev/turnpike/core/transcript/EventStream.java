package dev.turnpike.core.transcript;

import org.jspecify.annotations.Nullable;

/** Server-sent events in a text that is complete or cut short. */
final class EventStream {
  private EventStream() {}

  /** Receives events. */
  @FunctionalInterface
  interface Receiver {
    void event(@Nullable String name, String data);
  }

  /** Whether the text is a stream rather than JSON. */
  static boolean isStream(String text) {
    var start = text.stripLeading();
    return start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":");
  }

  /**
   * Hands over each event that has data; one that was cut short only when its data is a whole line.
   */
  static void read(String text, Receiver receiver) {
    String name = null;
    var data = new StringBuilder();
    for (var line : (Iterable<String>) text.lines()::iterator) {
      if (line.isEmpty()) {
        flush(name, data, receiver);
        name = null;
      } else if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
      }
    }
    flush(name, data, receiver);
  }

  private static void flush(@Nullable String name, StringBuilder data, Receiver receiver) {
    if (!data.isEmpty()) {
      receiver.event(name, data.toString());
      data.setLength(0);
    }
  }
}

package dev.turnpike.core.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event as it stood in the stream, its closing blank line included. A view that {@link
 * SseParser} fills anew for each event: valid during the call that hands it over, not a moment
 * longer.
 */
public final class SseFrame {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  byte[] raw = new byte[0];
  int from;
  int to;
  byte[] dataIn = raw;
  int dataFrom;
  int dataTo;
  boolean hasData;
  boolean hasId;
  @Nullable String event;

  /** The array the raw bytes stand in, from {@link #from} to {@link #to}. */
  public byte[] raw() {
    return raw;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /** Whether there was a {@code data} field; comments and lone event names have none. */
  public boolean hasData() {
    return hasData;
  }

  /**
   * The array the data stands in, from {@link #dataFrom} to {@link #dataTo}; several lines are
   * joined by LF.
   */
  public byte[] data() {
    return dataIn;
  }

  public int dataFrom() {
    return dataFrom;
  }

  public int dataTo() {
    return dataTo;
  }

  /** Whether there was an {@code id} field. */
  public boolean hasId() {
    return hasId;
  }

  /** The {@code event} field; absent for the default type. */
  public @Nullable String event() {
    return event;
  }

  /** Whether the data is OpenAI's closing word. */
  public boolean isDone() {
    int start = dataFrom;
    int end = dataTo;
    while (start < end && dataIn[start] == ' ') {
      start++;
    }
    while (end > start && dataIn[end - 1] == ' ') {
      end--;
    }
    return hasData && Arrays.equals(dataIn, start, end, DONE, 0, DONE.length);
  }

  /** Whether the data is there, but blank. */
  public boolean isBlank() {
    for (int i = dataFrom; i < dataTo; i++) {
      if (dataIn[i] != ' ' && dataIn[i] != '\n') {
        return false;
      }
    }
    return true;
  }
}

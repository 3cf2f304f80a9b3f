package dev.turnpike.core.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Splits a byte stream into server-sent events. Feed chunks as they arrive; an event may span
 * chunks, and so may a UTF-8 character or a CRLF. Events that lie whole in a chunk are handed over
 * in place, without a copy; only an unfinished tail is kept.
 *
 * <p>Lines end in LF, CRLF or CR. Comments and unknown fields are kept in the raw bytes and else
 * ignored; a byte order mark at the start is passed over; {@code data:} needs no space after it.
 *
 * <p>Not thread-safe: one parser per exchange.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG HTML,
 *     server-sent events</a>
 */
public final class SseParser {
  private static final int BOM_LENGTH = 3;

  private final Consumer<SseFrame> onFrame;
  private final SseFrame frame = new SseFrame();
  private byte[] tail = new byte[0];
  private int tailLength;

  /** Whether the line being read has no byte yet. */
  private boolean lineEmpty = true;

  /** Whether the last byte was a CR, so that an LF next belongs to it. */
  private boolean afterCr;

  /** Whether a frame just ended in a CR, so that an LF next belongs to that frame. */
  private boolean frameEndedInCr;

  private boolean started;

  public SseParser(Consumer<SseFrame> onFrame) {
    this.onFrame = onFrame;
  }

  /** Takes the next bytes and hands over every event that is complete with them. */
  public void feed(byte[] bytes, int from, int to) {
    int frameStart = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n' && frameEndedInCr) {
        frameEndedInCr = false;
        afterCr = false;
        emit(bytes, frameStart, i + 1); // a lone LF: part of the frame before, without fields
        frameStart = i + 1;
        continue;
      }
      frameEndedInCr = false;
      if (b == '\n' && afterCr) {
        afterCr = false;
        continue;
      }
      afterCr = b == '\r';
      if (b != '\n' && b != '\r') {
        lineEmpty = false;
        continue;
      }
      if (!lineEmpty) {
        lineEmpty = true;
        continue;
      }
      int end = i + 1;
      if (afterCr && end < to && bytes[end] == '\n') {
        end++;
        i++;
        afterCr = false;
      }
      emit(bytes, frameStart, end);
      frameStart = end;
      frameEndedInCr = afterCr;
      afterCr = false;
    }
    keep(bytes, frameStart, to);
  }

  /** Bytes of an event that did not end yet. */
  public int pending() {
    return tailLength;
  }

  /**
   * The stream is over: hands over an event that lacks its closing blank line, as several servers
   * leave it out after the last.
   */
  public void finish() {
    if (tailLength > 0) {
      int length = tailLength;
      tailLength = 0;
      decode(tail, 0, length);
    }
  }

  private void emit(byte[] bytes, int from, int to) {
    if (tailLength == 0) {
      decode(bytes, from, to);
      return;
    }
    keep(bytes, from, to);
    int length = tailLength;
    tailLength = 0;
    decode(tail, 0, length);
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return;
    }
    if (tail.length < tailLength + length) {
      tail = Arrays.copyOf(tail, Math.max(tailLength + length, tail.length * 2));
    }
    System.arraycopy(bytes, from, tail, tailLength, length);
    tailLength += length;
  }

  private void decode(byte[] bytes, int from, int to) {
    frame.raw = bytes;
    frame.from = from;
    frame.to = to;
    frame.dataIn = bytes;
    frame.dataFrom = from;
    frame.dataTo = from;
    frame.hasData = false;
    frame.hasId = false;
    frame.event = null;
    int line = started ? from : afterBom(bytes, from, to);
    started = true;
    while (line < to) {
      int end = line;
      while (end < to && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      field(bytes, line, end);
      line = end + 1;
    }
    onFrame.accept(frame);
  }

  private static int afterBom(byte[] bytes, int from, int to) {
    boolean bom =
        to - from >= BOM_LENGTH
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return bom ? from + BOM_LENGTH : from;
  }

  private void field(byte[] bytes, int from, int to) {
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, to);
    if (value < to && bytes[value] == ' ') {
      value++;
    }
    if (is(bytes, from, colon, "data")) {
      data(bytes, value, to);
    } else if (is(bytes, from, colon, "event")) {
      frame.event = new String(bytes, value, to - value, StandardCharsets.UTF_8);
    } else if (is(bytes, from, colon, "id")) {
      frame.hasId = true;
    }
  }

  private void data(byte[] bytes, int from, int to) {
    if (!frame.hasData) {
      frame.hasData = true;
      frame.dataFrom = from;
      frame.dataTo = to;
      return;
    }
    var joined = new ByteArrayOutputStream();
    joined.write(frame.dataIn, frame.dataFrom, frame.dataTo - frame.dataFrom);
    joined.write('\n');
    joined.write(bytes, from, to - from);
    frame.dataIn = joined.toByteArray();
    frame.dataFrom = 0;
    frame.dataTo = frame.dataIn.length;
  }

  private static boolean is(byte[] bytes, int from, int to, String name) {
    if (to - from != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (bytes[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

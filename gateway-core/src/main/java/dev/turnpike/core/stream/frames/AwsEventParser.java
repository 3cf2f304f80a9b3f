package dev.turnpike.core.stream.frames;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Splits {@code application/vnd.amazon.eventstream} into messages and checks both checksums of
 * each. After a message that is not right nothing more is handed over: where the next one begins
 * can no longer be known. Not thread-safe.
 *
 * <pre>
 * total length (4) | headers length (4) | CRC of these 8 (4) | headers | payload | CRC of all (4)
 * </pre>
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon event stream
 *     specification</a> (read 2026-11-22)
 */
public final class AwsEventParser {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;

  /** The specification's bounds: 24 MiB of payload, 128 KiB of headers. */
  private static final int LONGEST = (24 << 20) + (128 << 10) + PRELUDE + CHECKSUM;

  private static final int LONGEST_HEADERS = 128 << 10;

  private final Consumer<AwsEvent> onEvent;
  private byte[] buffer = new byte[0];
  private int length;
  private @Nullable String broken;

  public AwsEventParser(Consumer<AwsEvent> onEvent) {
    this.onEvent = onEvent;
  }

  /** Takes the next bytes and hands over every message that is complete with them. */
  public void feed(byte[] bytes, int from, int to) {
    if (broken != null) {
      return;
    }
    append(bytes, from, to);
    int at = 0;
    while (broken == null && length - at >= PRELUDE) {
      int total = checkedLength(at);
      if (broken != null || length - at < total) {
        break;
      }
      message(at, total);
      at += total;
    }
    System.arraycopy(buffer, at, buffer, 0, length - at);
    length -= at;
  }

  /** Bytes of a message that is not whole yet. */
  public int pending() {
    return length;
  }

  /** What was wrong with the stream; absent while all is well. */
  public @Nullable String broken() {
    return broken;
  }

  private void append(byte[] bytes, int from, int to) {
    int needed = length + to - from;
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
    }
    System.arraycopy(bytes, from, buffer, length, to - from);
    length = needed;
  }

  /** The length of the message that begins here, once its first twelve bytes are there. */
  private int checkedLength(int at) {
    var prelude = ByteBuffer.wrap(buffer, at, PRELUDE);
    int total = prelude.getInt();
    int headers = prelude.getInt();
    if (prelude.getInt() != crc(at, PRELUDE - CHECKSUM)) {
      broken = "it sent a binary event whose length fails its checksum.";
    } else if (total < PRELUDE + CHECKSUM || total > LONGEST) {
      broken = "it sent a binary event of an impossible length.";
    } else if (headers < 0 || headers > LONGEST_HEADERS || headers > total - PRELUDE - CHECKSUM) {
      broken = "it sent a binary event with headers of an impossible length.";
    }
    return total;
  }

  private void message(int at, int total) {
    int end = at + total - CHECKSUM;
    if (ByteBuffer.wrap(buffer, end, CHECKSUM).getInt() != crc(at, total - CHECKSUM)) {
      broken = "it sent a binary event that fails its checksum.";
      return;
    }
    int headersEnd = at + PRELUDE + ByteBuffer.wrap(buffer, at + 4, 4).getInt();
    var headers = headers(ByteBuffer.wrap(buffer, at + PRELUDE, headersEnd - at - PRELUDE));
    if (headers == null) {
      broken = "it sent a binary event with headers that cannot be read.";
      return;
    }
    onEvent.accept(new AwsEvent(headers, Arrays.copyOfRange(buffer, headersEnd, end)));
  }

  private int crc(int from, int count) {
    var crc = new CRC32();
    crc.update(buffer, from, count);
    return (int) crc.getValue();
  }

  /** Null when they are not as the specification says. */
  private static @Nullable Map<String, String> headers(ByteBuffer in) {
    var headers = new LinkedHashMap<String, String>();
    while (in.hasRemaining()) {
      var name = text(in, in.get() & 0xff);
      if (name == null || !in.hasRemaining()) {
        return null;
      }
      var value = value(in, in.get());
      if (value == null || headers.put(name, value) != null) {
        return null;
      }
    }
    return headers;
  }

  private static @Nullable String value(ByteBuffer in, int type) {
    int size =
        switch (type) {
          case 0, 1 -> 0;
          case 2 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          case 5, 8 -> 8;
          case 6, 7 -> in.remaining() < 2 ? -1 : in.getShort() & 0xffff;
          case 9 -> 16;
          default -> -1;
        };
    if (size < 0 || in.remaining() < size) {
      return null;
    }
    return switch (type) {
      case 0 -> "true";
      case 1 -> "false";
      case 2 -> String.valueOf(in.get());
      case 3 -> String.valueOf(in.getShort());
      case 4 -> String.valueOf(in.getInt());
      case 6 -> bytes(in, size);
      case 7 -> text(in, size);
      case 9 -> new UUID(in.getLong(), in.getLong()).toString();
      default -> String.valueOf(in.getLong());
    };
  }

  private static String bytes(ByteBuffer in, int size) {
    var bytes = new byte[size];
    in.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static @Nullable String text(ByteBuffer in, int size) {
    if (in.remaining() < size) {
      return null;
    }
    var bytes = new byte[size];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

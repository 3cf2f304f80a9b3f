package dev.turnpike.ingest.segment;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a span in a segment file: mark, length, CRC32C of length and payload, payload. The
 * mark begins with a byte that UTF-8 never holds, so after damage the next frame can be found.
 */
final class Frames {
  /** F5 and FE occur in no UTF-8 text, hence in no payload. */
  static final int MARK = 0xF55450FE;

  static final int HEADER = 12;

  private Frames() {}

  /**
   * Writes the header of the frame that begins at {@code start} and whose payload ends at {@code
   * end}.
   */
  static void seal(byte[] buffer, int start, int end) {
    var header = ByteBuffer.wrap(buffer, start, HEADER);
    header.putInt(MARK);
    header.putInt(end - start - HEADER);
    header.putInt(checksum(buffer, start, end - start - HEADER));
  }

  /**
   * Length of the payload of the frame at {@code start}, or -1 when there is no header, or it asks
   * for more than the {@code available} bytes from there on.
   */
  static int payloadLength(byte[] buffer, int start, long available) {
    if (available < HEADER) {
      return -1;
    }
    var header = ByteBuffer.wrap(buffer, start, HEADER);
    if (header.getInt() != MARK) {
      return -1;
    }
    var length = header.getInt();
    return length < 0 || length > available - HEADER ? -1 : length;
  }

  /** Whether the whole frame at {@code start} is as it was written. */
  static boolean isIntact(byte[] buffer, int start, int payloadLength) {
    return ByteBuffer.wrap(buffer, start + 8, 4).getInt() == checksum(buffer, start, payloadLength);
  }

  private static int checksum(byte[] buffer, int start, int payloadLength) {
    var crc = new CRC32C();
    crc.update(buffer, start + 4, 4);
    crc.update(buffer, start + HEADER, payloadLength);
    return (int) crc.getValue();
  }
}

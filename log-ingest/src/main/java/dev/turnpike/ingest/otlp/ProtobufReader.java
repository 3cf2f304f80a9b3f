package dev.turnpike.ingest.otlp;

import dev.turnpike.ingest.otlp.OtlpRequest.MalformedRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads the fields of one protobuf message in their order on the wire: {@link #next}, then the one
 * method that fits the field, or {@link #skip}. Not thread-safe.
 *
 * <p>Ours, since all that OTLP needs is this: generated classes and their runtime are some
 * megabytes, use reflection, and reach for memory in ways the platform warns of.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>
 */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer bytes;
  private int type;

  ProtobufReader(byte[] message) {
    this(ByteBuffer.wrap(message));
  }

  private ProtobufReader(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of the next field; 0 at the end. */
  int next() {
    if (!bytes.hasRemaining()) {
      return 0;
    }
    var tag = varint();
    type = (int) (tag & 7);
    var field = tag >>> 3;
    if (field == 0 || field > 0x1FFF_FFFF) {
      throw malformed("a field number that cannot be");
    }
    return (int) field;
  }

  private long varint() {
    var value = 0L;
    for (var shift = 0; shift < 64; shift += 7) {
      var next = octet();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  private byte octet() {
    if (!bytes.hasRemaining()) {
      throw malformed("it ends within a field");
    }
    return bytes.get();
  }

  /** A number: varint or of a fixed size. */
  long number() {
    return switch (type) {
      case VARINT -> varint();
      case FIXED64 -> need(Long.BYTES).getLong();
      case FIXED32 -> need(Integer.BYTES).getInt();
      default -> throw malformed("text where a number must be");
    };
  }

  double real() {
    return Double.longBitsToDouble(number());
  }

  ProtobufReader message() {
    return new ProtobufReader(piece());
  }

  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(piece()).toString();
    } catch (CharacterCodingException e) {
      throw malformed("text that is not UTF-8");
    }
  }

  String hex() {
    return HexFormat.of().formatHex(octets());
  }

  byte[] octets() {
    var piece = piece();
    var octets = new byte[piece.remaining()];
    piece.get(octets);
    return octets;
  }

  private ByteBuffer piece() {
    if (type != LENGTH) {
      throw malformed("a number where text or a message must be");
    }
    var length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw malformed("it ends within a field");
    }
    var piece = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return piece;
  }

  /** Passes over a field that is not known. */
  void skip() {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> need(Long.BYTES).getLong();
      case FIXED32 -> need(Integer.BYTES).getInt();
      case LENGTH -> piece();
      default -> throw malformed("a wire type that OTLP does not use");
    }
  }

  private ByteBuffer need(int size) {
    if (bytes.remaining() < size) {
      throw malformed("it ends within a field");
    }
    return bytes;
  }

  private static MalformedRequest malformed(String why) {
    return new MalformedRequest("Malformed protobuf: " + why + ".");
  }
}

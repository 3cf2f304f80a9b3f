package dev.turnpike.ingest.otlp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.ingest.otlp.OtlpRequest.Form;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers in the form the request had.
 *
 * @param contentType of the bytes
 */
public record OtlpAnswer(int status, String contentType, byte[] body) {
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";

  /** {@code google.rpc.Code}: the caller's fault, and ours. */
  private static final int INVALID_ARGUMENT = 3;

  private static final int UNAVAILABLE = 14;

  /**
   * What was taken.
   *
   * @param rejected spans that were not, for good: they must not be sent again
   * @param message why; empty when all were taken
   */
  public static OtlpAnswer taken(Form form, int rejected, String message) {
    return switch (form) {
      case JSON -> {
        var wire = JsonNodeFactory.instance.objectNode();
        wire.putObject("partialSuccess")
            .put("rejectedSpans", rejected)
            .put("errorMessage", message);
        yield new OtlpAnswer(200, JSON, utf8(wire.toString()));
      }
      case PROTOBUF -> {
        var partial = new ByteArrayOutputStream();
        number(partial, 1, rejected);
        text(partial, 2, message);
        var answer = new ByteArrayOutputStream();
        if (partial.size() > 0) {
          bytes(answer, 1, partial.toByteArray());
        }
        yield new OtlpAnswer(200, PROTOBUF, answer.toByteArray());
      }
    };
  }

  /** A refusal of the whole request, as {@code google.rpc.Status}; JSON says it twice. */
  public static OtlpAnswer refused(Form form, int status, String message) {
    var code = status == 503 ? UNAVAILABLE : INVALID_ARGUMENT;
    return switch (form) {
      case JSON -> {
        var wire = JsonNodeFactory.instance.objectNode();
        wire.put("code", code).put("message", message).put("detail", message);
        yield new OtlpAnswer(status, JSON, utf8(wire.toString()));
      }
      case PROTOBUF -> {
        var wire = new ByteArrayOutputStream();
        number(wire, 1, code);
        text(wire, 2, message);
        yield new OtlpAnswer(status, PROTOBUF, wire.toByteArray());
      }
    };
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    if (value != 0) {
      varint(out, (long) field << 3);
      varint(out, value);
    }
  }

  private static void text(ByteArrayOutputStream out, int field, String text) {
    if (!text.isEmpty()) {
      bytes(out, field, utf8(text));
    }
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] bytes) {
    varint(out, (long) field << 3 | 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    var rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

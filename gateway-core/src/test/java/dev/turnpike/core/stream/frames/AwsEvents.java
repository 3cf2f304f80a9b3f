package dev.turnpike.core.stream.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes AWS's binary messages, as a service does: for fakes. */
public final class AwsEvents {
  private AwsEvents() {}

  /** An event of this type with a JSON payload. */
  public static byte[] event(String type, String json) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(":event-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "event");
    return message(headers, json);
  }

  /** A failure the service's model knows. */
  public static byte[] exception(String type, String json) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(":exception-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "exception");
    return message(headers, json);
  }

  /** A message with these headers, all of them text. */
  public static byte[] message(Map<String, String> headers, String payload) {
    var head = new ByteArrayOutputStream();
    headers.forEach(
        (name, value) -> {
          var bytes = value.getBytes(UTF_8);
          head.write(name.length());
          head.writeBytes(name.getBytes(UTF_8));
          head.write(7);
          head.write(bytes.length >> 8);
          head.write(bytes.length);
          head.writeBytes(bytes);
        });
    var body = payload.getBytes(UTF_8);
    int total = 12 + head.size() + body.length + 4;
    var out = ByteBuffer.allocate(total);
    out.putInt(total).putInt(head.size());
    out.putInt(crc(out.array(), 8));
    out.put(head.toByteArray()).put(body);
    out.putInt(crc(out.array(), total - 4));
    return out.array();
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}

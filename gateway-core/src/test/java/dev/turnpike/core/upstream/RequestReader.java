package dev.turnpike.core.upstream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads HTTP/1.1 requests off a connection. */
final class RequestReader {
  private final InputStream in;
  private final int connection;

  RequestReader(InputStream in, int connection) {
    this.in = in;
    this.connection = connection;
  }

  /** The next request; empty when the peer closed the connection before one began. */
  Optional<ReceivedRequest> read() throws IOException {
    var first = line();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var headers = new ArrayList<String>();
    for (var header = line(); !header.isEmpty(); header = line()) {
      headers.add(header);
    }
    var parts = first.split(" ", 3);
    return Optional.of(new ReceivedRequest(parts[0], parts[1], headers, body(headers), connection));
  }

  private byte[] body(List<String> headers) throws IOException {
    for (var header : headers) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        return exactly(Integer.parseInt(lower.substring(15).strip()));
      }
      if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        return chunks();
      }
    }
    return new byte[0];
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.write(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("body cut after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}

package dev.turnpike.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An answer as it came over a plain socket, up to its end or its break.
 *
 * @param head status line and headers
 * @param body without the framing of chunks
 * @param isWhole whether the closing chunk came
 */
record RawCall(String head, String body, boolean isWhole) {

  /** Posts a body and reads until the answer is whole or the connection is closed. */
  static RawCall post(URI url, String key, String body) throws IOException {
    try (var socket = open(url, key, body)) {
      return read(socket);
    }
  }

  /** Posts a body and leaves the answer to be read. */
  static Socket open(URI url, String key, String body) throws IOException {
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(10_000);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        "POST "
            + url.getRawPath()
            + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer "
            + key
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    var out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.flush();
    return socket;
  }

  static RawCall read(Socket socket) throws IOException {
    var received = new ByteArrayOutputStream();
    var in = socket.getInputStream();
    var buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        received.write(buffer, 0, n);
        if (endsWhole(received)) {
          break;
        }
      }
    } catch (SocketException e) {
      // Reset by the peer: what came before counts.
    }
    return parse(received);
  }

  private static boolean endsWhole(ByteArrayOutputStream received) {
    var text = received.toString(StandardCharsets.ISO_8859_1);
    var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(text);
    int head = text.indexOf("\r\n\r\n");
    return length.find() && head > length.start()
        ? text.length() - head - 4 >= Integer.parseInt(length.group(1))
        : text.endsWith("\r\n0\r\n\r\n");
  }

  private static RawCall parse(ByteArrayOutputStream received) {
    var text = received.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new RawCall(text, "", false);
    }
    var head = text.substring(0, end);
    var rest = text.substring(end + 4);
    if (!head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      return new RawCall(head, utf8(rest), true);
    }
    var body = new StringBuilder();
    boolean whole = false;
    int at = 0;
    while (at < rest.length()) {
      int line = rest.indexOf("\r\n", at);
      int size = Integer.parseInt(rest.substring(at, line), 16);
      if (size == 0) {
        whole = true;
        break;
      }
      int from = line + 2;
      body.append(rest, from, Math.min(from + size, rest.length()));
      at = from + size + 2;
    }
    return new RawCall(head, utf8(body.toString()), whole);
  }

  private static String utf8(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}

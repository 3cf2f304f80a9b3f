package dev.turnpike.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The beginning of a response, kept for its log row. */
final class KeptBody {
  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private boolean cut;

  KeptBody(int most) {
    this.most = most;
  }

  void add(byte[] piece, int from, int to) {
    int room = most - bytes.size();
    int length = to - from;
    if (length > room) {
      cut = true;
      length = room;
    }
    if (length > 0) {
      bytes.write(piece, from, length);
    }
  }

  boolean isCut() {
    return cut;
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

package dev.turnpike.gateway.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a request's body under a cap. */
final class RequestBody {
  private static final byte[] EMPTY = {};

  private final int most;
  private byte[] bytes = EMPTY;
  private int length;
  private boolean tooLarge;

  private RequestBody(int most) {
    this.most = most;
  }

  /** Whether the request says beforehand that it is larger. */
  static boolean saysTooLarge(HttpServerRequest request, int most) {
    return declared(request) > most;
  }

  /**
   * Reads the body, of which Quarkus hands over a paused request.
   *
   * @param whole told all bytes
   * @param over told once when the cap is passed; what comes after is thrown away
   */
  static void read(HttpServerRequest request, int most, Consumer<byte[]> whole, Runnable over) {
    var body = new RequestBody(most);
    long declared = declared(request);
    if (declared > 0) {
      body.bytes = new byte[(int) Math.min(declared, most)];
    }
    request.handler(
        piece -> {
          if (!body.tooLarge && !body.add(piece)) {
            over.run();
          }
        });
    request.endHandler(
        end -> {
          if (!body.tooLarge) {
            whole.accept(body.bytes());
          }
        });
    request.resume();
  }

  private static long declared(HttpServerRequest request) {
    var length = request.getHeader("content-length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private boolean add(Buffer piece) {
    int added = piece.length();
    if (length + added > most) {
      tooLarge = true;
      bytes = EMPTY;
      return false;
    }
    if (length + added > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + added, Math.min(most, bytes.length * 2)));
    }
    piece.getBytes(bytes, length);
    length += added;
    return true;
  }

  private byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}

package dev.turnpike.gateway.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Arrays;

/** Reads a whole answer into memory up to a bound, and tells of each piece that comes. */
public final class CappedBody {
  private static final byte[] EMPTY = {};

  private final HttpClientResponse head;
  private final int most;
  private final Runnable arrived;
  private final Promise<Whole> whole = Promise.promise();
  private byte[] bytes;
  private int length;

  private CappedBody(HttpClientResponse head, int most, Runnable arrived) {
    this.head = head;
    this.most = most;
    this.arrived = arrived;
    this.bytes = new byte[declared(head, most)];
  }

  /** An answer that came to its end. */
  public record Whole(HttpClientResponse head, byte[] body) {}

  /** The answer is larger than the bound. */
  public static final class TooLarge extends RuntimeException {
    TooLarge(int most) {
      super("more than " + most + " bytes", null, false, false);
    }
  }

  /** The answer began and did not come to its end. */
  public static final class Broken extends RuntimeException {
    Broken(Throwable cause) {
      super(cause.getMessage(), cause, false, false);
    }
  }

  /**
   * Reads on, in the turn in which the head came.
   *
   * @return failed with {@link TooLarge} or {@link Broken}
   */
  public static Future<Whole> read(HttpClientResponse head, int most, Runnable arrived) {
    var body = new CappedBody(head, most, arrived);
    arrived.run();
    head.handler(body::add);
    head.endHandler(end -> body.whole.tryComplete(new Whole(head, body.bytes())));
    head.exceptionHandler(cause -> body.whole.tryFail(new Broken(cause)));
    return body.whole.future();
  }

  /** What the answer says of its length, as far as that can be believed before it is there. */
  private static int declared(HttpClientResponse head, int most) {
    var told = head.getHeader("content-length");
    try {
      return told == null ? 0 : (int) Math.clamp(Long.parseLong(told), 0, Math.min(most, 1 << 20));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void add(Buffer piece) {
    if (whole.future().isComplete()) {
      return;
    }
    arrived.run();
    int added = piece.length();
    if (added > most - length) {
      bytes = EMPTY;
      length = 0;
      whole.tryFail(new TooLarge(most));
      return;
    }
    if (length + added > bytes.length) {
      long larger = Math.max(length + (long) added, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, (int) Math.min(most, larger));
    }
    piece.getBytes(bytes, length);
    length += added;
  }

  private byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}

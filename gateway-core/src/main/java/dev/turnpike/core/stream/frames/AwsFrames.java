package dev.turnpike.core.stream.frames;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Events of AWS services: the name is the {@code :event-type}, or the {@code :exception-type} of a
 * modelled failure. A failure outside the service's model comes as {@code :error} with code and
 * message in headers.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon event stream
 *     specification</a> (read 2026-11-22)
 */
public final class AwsFrames implements Frames {
  /** The name under which an unmodelled failure is handed over, its message as the data. */
  private static final String ERROR = ":error";

  private final Sink sink;
  private final AwsEventParser parser;

  public AwsFrames(Sink sink) {
    this.sink = sink;
    this.parser = new AwsEventParser(this::pass);
  }

  private void pass(AwsEvent event) {
    var payload = new String(event.payload(), StandardCharsets.UTF_8);
    switch (event.header(":message-type")) {
      case "exception" -> sink.event(event.header(":exception-type"), orObject(payload));
      case "error" ->
          sink.event(ERROR, event.header(":error-code") + ": " + event.header(":error-message"));
      default -> sink.event(event.header(":event-type"), orObject(payload));
    }
  }

  private static String orObject(String payload) {
    return payload.isBlank() ? "{}" : payload;
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    parser.feed(bytes, from, to);
  }

  @Override
  public void finish() {
    // Half an event is a cut stream, which the dialect's missing end tells.
  }

  @Override
  public int pending() {
    return parser.pending();
  }

  @Override
  public @Nullable String broken() {
    return parser.broken();
  }
}

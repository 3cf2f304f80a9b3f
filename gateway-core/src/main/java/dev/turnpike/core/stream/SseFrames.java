package dev.turnpike.core.stream;

import dev.turnpike.core.stream.frames.Frames;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events. */
final class SseFrames implements Frames {
  private final SseParser parser;

  SseFrames(Sink sink) {
    this.parser = new SseParser(frame -> pass(frame, sink));
  }

  private static void pass(SseFrame frame, Sink sink) {
    if (frame.hasData() && !frame.isBlank()) {
      int length = frame.dataTo() - frame.dataFrom();
      var data = new String(frame.data(), frame.dataFrom(), length, StandardCharsets.UTF_8);
      sink.event(frame.event(), data);
    }
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    parser.feed(bytes, from, to);
  }

  @Override
  public void finish() {
    parser.finish();
  }

  @Override
  public int pending() {
    return parser.pending();
  }

  @Override
  public @Nullable String broken() {
    return null;
  }
}

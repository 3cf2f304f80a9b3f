package dev.turnpike.core.stream.frames;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One event: all there is, once it is whole. */
public final class WholeFrames implements Frames {
  private final Sink sink;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public WholeFrames(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void feed(byte[] more, int from, int to) {
    bytes.write(more, from, to - from);
  }

  @Override
  public void finish() {
    var text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    if (!text.isBlank()) {
      sink.event(null, text);
    }
  }

  @Override
  public int pending() {
    return bytes.size();
  }

  @Override
  public @Nullable String broken() {
    return null;
  }
}

package dev.turnpike.core.stream;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.contract.StreamWatch;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import java.io.ByteArrayOutputStream;

/**
 * Passes a stream on in the dialect it came in, event by event and byte for byte; the dialect's
 * watch looks on. An event is written once it is whole, and the closing one is held back until the
 * call is in the log. A JSON array, which Google's callers may ask for, is made of the same events.
 */
public final class DialectRelay implements ReplyStream {
  private static final int LONGEST_EVENT = 16 << 20;
  private static final byte[] NOTHING = {};
  private static final byte[] OPEN = {'['};
  private static final byte[] NEXT = {',', '\r', '\n'};
  private static final byte[] CLOSE = {']'};

  private final DialectId dialect;
  private final StreamForm form;
  private final ErrorForm errors;
  private final StreamFacts facts = new StreamFacts();
  private final StreamWatch watch;
  private final SseParser parser = new SseParser(this::frame);
  private final ByteArrayOutputStream closing = new ByteArrayOutputStream(0);
  private ByteSink out = (bytes, from, to) -> {};
  private boolean first = true;

  public DialectRelay(DialectId dialect, StreamForm form, ErrorForm errors) {
    this.dialect = dialect;
    this.form = form;
    this.errors = errors;
    this.watch = Dialects.of(dialect).streamWatch(facts);
  }

  @Override
  public void feed(byte[] bytes, int from, int to, ByteSink sink) {
    if (facts.failure() != null) {
      return;
    }
    out = sink;
    parser.feed(bytes, from, to);
    if (parser.pending() > LONGEST_EVENT) {
      facts.garbage("it sent an event of more than " + LONGEST_EVENT + " bytes.");
    }
  }

  @Override
  public void finish(ByteSink sink) {
    if (facts.failure() != null) {
      return;
    }
    out = sink;
    parser.finish();
    watch.end();
  }

  @Override
  public void close(ByteSink sink) {
    sink.write(closing.toByteArray(), 0, closing.size());
    if (form == StreamForm.JSON_ARRAY) {
      sink.write(CLOSE, 0, CLOSE.length);
    }
  }

  @Override
  public StreamFacts facts() {
    return facts;
  }

  @Override
  public byte[] failure(GatewayError error) {
    if (form == StreamForm.SSE) {
      return errors.event(error);
    }
    var end = new ByteArrayOutputStream();
    end.writeBytes(first ? OPEN : NEXT);
    end.writeBytes(errors.body(error));
    end.writeBytes(CLOSE);
    return end.toByteArray();
  }

  @Override
  public byte[] heartbeat() {
    return form == StreamForm.SSE ? Heartbeats.of(dialect) : NOTHING;
  }

  @Override
  public String mediaType() {
    return form == StreamForm.SSE ? ReplyStream.super.mediaType() : form.mediaType();
  }

  private void frame(SseFrame frame) {
    if (facts.failure() != null) {
      return;
    }
    if (frame.hasId()) {
      facts.ids();
    }
    boolean data = frame.hasData() && !frame.isBlank();
    if (data && !frame.isDone()) {
      watch.event(frame.event(), frame.data(), frame.dataFrom(), frame.dataTo());
      if (facts.failure() != null) {
        return;
      }
    }
    if (form == StreamForm.JSON_ARRAY) {
      if (data && !frame.isDone()) {
        element(frame);
      }
    } else if (facts.isDone()) {
      closing.write(frame.raw(), frame.from(), frame.to() - frame.from());
    } else {
      out.write(frame.raw(), frame.from(), frame.to());
    }
  }

  private void element(SseFrame frame) {
    var separator = first ? OPEN : NEXT;
    first = false;
    out.write(separator, 0, separator.length);
    out.write(frame.data(), frame.dataFrom(), frame.dataTo());
  }
}

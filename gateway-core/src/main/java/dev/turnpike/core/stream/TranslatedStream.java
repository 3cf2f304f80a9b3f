package dev.turnpike.core.stream;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.contract.stream.StreamTranslation;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.error.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's stream, told in the caller's dialect. How the stream ends, well or not, is written
 * only when the owner says so, for the call must be in the log by then.
 */
public final class TranslatedStream implements ReplyStream {
  private static final int LONGEST_EVENT = 16 << 20;
  private static final byte[] NOTHING = {};

  private final DialectId caller;
  private final StreamForm form;
  private final StreamFacts facts = new StreamFacts();
  private final EventFacts noted = new EventFacts(facts);
  private final SseParser parser = new SseParser(this::frame);
  private final StreamTranslation translation;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Consumer<StreamEvent> sink;
  private boolean ended;

  public TranslatedStream(
      DialectId provider, DialectId caller, StreamForm form, ReplyContext context) {
    this.caller = caller;
    this.form = form;
    this.translation =
        new StreamTranslation(
            new Observed(Dialects.of(provider).streamDecoder(context)),
            Dialects.of(caller).streamEncoder(context, form),
            context);
    facts.estimator(translation::billable);
  }

  /** The provider's decoder; its last event is held back. */
  private final class Observed implements StreamDecoder {
    private final StreamDecoder decoder;

    Observed(StreamDecoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public void event(@Nullable String event, String data, Consumer<StreamEvent> to) {
      sink = to;
      decoder.event(event, data, step -> pass(step, to));
    }

    @Override
    public void end(Consumer<StreamEvent> to) {
      sink = to;
      decoder.end(step -> pass(step, to));
    }

    private void pass(StreamEvent step, Consumer<StreamEvent> to) {
      noted.note(step);
      switch (step) {
        case StreamEvent.Ended e -> ended = true;
        case StreamEvent.Failed f -> {
          // The owner ends the stream with words of its own choosing.
        }
        default -> to.accept(step);
      }
    }
  }

  @Override
  public void feed(byte[] bytes, int from, int to, ByteSink out) {
    if (facts.failure() != null) {
      return;
    }
    parser.feed(bytes, from, to);
    write(out);
    if (parser.pending() > LONGEST_EVENT) {
      facts.garbage("it sent an event of more than " + LONGEST_EVENT + " bytes.");
    }
  }

  @Override
  public void finish(ByteSink out) {
    if (facts.failure() != null) {
      return;
    }
    parser.finish();
    if (!ended && facts.failure() == null) {
      translation.end(text);
    }
    write(out);
  }

  @Override
  public void close(ByteSink out) {
    if (ended && sink != null && !translation.over()) {
      sink.accept(new StreamEvent.Ended());
    }
    // Asked twice, once for the log and once for the caller: the text stays.
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
  }

  @Override
  public StreamFacts facts() {
    return facts;
  }

  @Override
  public byte[] failure(GatewayError error) {
    text.setLength(0);
    translation.fail(
        new WireError(error.status(), error.type(), error.code(), error.param(), error.message()),
        text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] heartbeat() {
    return form == StreamForm.SSE ? Heartbeats.of(caller) : NOTHING;
  }

  @Override
  public String mediaType() {
    return form == StreamForm.SSE ? ReplyStream.super.mediaType() : form.mediaType();
  }

  /** Parts of the answer that the caller's dialect cannot say. */
  public List<String> dropped() {
    return translation.dropped();
  }

  private void frame(SseFrame frame) {
    if (facts.failure() != null || ended || !frame.hasData() || frame.isBlank()) {
      return;
    }
    var data =
        new String(
            frame.data(),
            frame.dataFrom(),
            frame.dataTo() - frame.dataFrom(),
            StandardCharsets.UTF_8);
    translation.event(frame.event(), data, text);
  }

  private void write(ByteSink out) {
    if (!text.isEmpty()) {
      var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      out.write(bytes, 0, bytes.length);
    }
  }
}

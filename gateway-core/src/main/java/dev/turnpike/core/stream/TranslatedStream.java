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
import dev.turnpike.core.stream.frames.AwsFrames;
import dev.turnpike.core.stream.frames.Frames;
import dev.turnpike.core.stream.frames.WholeFrames;
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
  private final Frames frames;
  private final StreamTranslation translation;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Consumer<StreamEvent> sink;
  private boolean ended;

  public TranslatedStream(
      DialectId provider, DialectId caller, StreamForm form, ReplyContext context) {
    this.caller = caller;
    this.form = form;
    var spoken = Dialects.ofProvider(provider);
    this.frames =
        switch (spoken.framing()) {
          case SSE -> new SseFrames(this::event);
          case AWS_EVENTS -> new AwsFrames(this::event);
          case WHOLE ->
              new WholeFrames(
                  (name, data) -> {
                    spoken.billed(data.getBytes(StandardCharsets.UTF_8)).forEach(facts::billed);
                    event(name, data);
                  });
        };
    this.translation =
        new StreamTranslation(
            new Observed(spoken.streamDecoder(context)),
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
    frames.feed(bytes, from, to);
    write(out);
    if (frames.broken() != null) {
      facts.garbage(frames.broken());
    } else if (frames.pending() > LONGEST_EVENT) {
      facts.garbage("it sent an event of more than " + LONGEST_EVENT + " bytes.");
    }
  }

  @Override
  public void finish(ByteSink out) {
    if (facts.failure() != null) {
      return;
    }
    frames.finish();
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

  private void event(@Nullable String name, String data) {
    if (facts.failure() == null && !ended) {
      translation.event(name, data, text);
    }
  }

  private void write(ByteSink out) {
    if (!text.isEmpty()) {
      var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      out.write(bytes, 0, bytes.length);
    }
  }
}

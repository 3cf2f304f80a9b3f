package dev.turnpike.core.stream;

import dev.turnpike.core.dialect.contract.StreamWatch;
import dev.turnpike.core.dialect.openai.OpenAiOperationWatch;
import dev.turnpike.core.dialect.openai.chat.stream.ChatFrameReader;
import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.OpenAiErrorForm;
import dev.turnpike.core.upstream.call.UpstreamReply;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an operation beside conversations, passed on as it comes, whatever it is. Events
 * are written whole and watched; sound and other bytes go on in the pieces they came in; a JSON
 * answer, which some models give although a stream was asked for, is checked and passes whole.
 */
public final class OperationRelay implements ReplyStream {
  private static final int LONGEST = 16 << 20;
  private static final byte[] NOTHING = {};
  private static final ErrorForm ERRORS = new OpenAiErrorForm();

  private enum Form {
    EVENTS,
    JSON,
    BYTES
  }

  private final StreamFacts facts = new StreamFacts();
  private final StreamWatch watch = new OpenAiOperationWatch(facts);
  private final SseParser parser = new SseParser(this::frame);
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
  private Form form = Form.EVENTS;
  private String mediaType = ReplyStream.super.mediaType();
  private ByteSink out = (bytes, from, to) -> {};

  @Override
  public @Nullable String misfit(UpstreamReply head) {
    var told = head.header().apply("content-type");
    if (told != null) {
      mediaType = told;
    }
    form =
        switch (head.mediaType()) {
          case "text/event-stream" -> Form.EVENTS;
          case "application/json" -> Form.JSON;
          default -> Form.BYTES;
        };
    return null;
  }

  @Override
  public void feed(byte[] bytes, int from, int to, ByteSink sink) {
    if (facts.failure() != null) {
      return;
    }
    out = sink;
    switch (form) {
      case EVENTS -> parser.feed(bytes, from, to);
      case JSON -> held.write(bytes, from, to - from);
      case BYTES -> {
        facts.content(0);
        sink.write(bytes, from, to);
      }
    }
    if (parser.pending() > LONGEST || held.size() > LONGEST) {
      facts.garbage("it sent an event of more than " + LONGEST + " bytes.");
    }
  }

  @Override
  public void finish(ByteSink sink) {
    if (facts.failure() != null) {
      return;
    }
    out = sink;
    switch (form) {
      case EVENTS -> {
        parser.finish();
        watch.end();
      }
      case JSON -> whole();
      case BYTES -> facts.ended();
    }
  }

  private void whole() {
    switch (new ChatFrameReader(facts).read(held.toByteArray(), 0, held.size())) {
      case ORDINARY, USAGE_ONLY -> facts.ended();
      case GARBAGE -> facts.garbage("its answer is not a JSON object.");
      case ERROR -> {
        // The facts have it.
      }
    }
  }

  @Override
  public void close(ByteSink sink) {
    sink.write(held.toByteArray(), 0, held.size());
  }

  @Override
  public StreamFacts facts() {
    return facts;
  }

  @Override
  public byte[] failure(GatewayError error) {
    return form == Form.EVENTS ? ERRORS.event(error) : NOTHING;
  }

  @Override
  public byte[] heartbeat() {
    return form == Form.EVENTS ? SseWriter.heartbeat() : NOTHING;
  }

  @Override
  public String mediaType() {
    return mediaType;
  }

  private void frame(SseFrame frame) {
    if (facts.failure() != null) {
      return;
    }
    if (frame.hasId()) {
      facts.ids();
    }
    if (frame.hasData() && !frame.isBlank()) {
      if (frame.isDone()) {
        watch.end();
        facts.done();
      } else {
        watch.event(frame.event(), frame.data(), frame.dataFrom(), frame.dataTo());
      }
    }
    if (facts.failure() == null) {
      if (facts.isDone()) {
        held.write(frame.raw(), frame.from(), frame.to() - frame.from());
      } else {
        out.write(frame.raw(), frame.from(), frame.to());
      }
    }
  }
}

package dev.turnpike.core.stream;

import dev.turnpike.core.dialect.openai.chat.stream.ChatFrameReader;
import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.OpenAiErrorForm;
import java.io.ByteArrayOutputStream;

/**
 * Passes an OpenAI chat stream on as it comes, event by event, and observes it. The one change: the
 * final usage frame, which the gateway always asks for, is withheld from a caller who did not ask.
 *
 * <p>Runs of events that lie together are written in one piece. An event is written once it is
 * whole, so a stream cut in the middle of one leaves no half of it behind.
 */
public final class ChatRelay implements ReplyStream {
  /** An event this long is no chat event; what it is, memory must not fill with it. */
  private static final int LONGEST_EVENT = 16 << 20;

  private static final ErrorForm ERRORS = new OpenAiErrorForm();

  private final StreamFacts facts = new StreamFacts();
  private final ChatFrameReader reader = new ChatFrameReader(facts);
  private final SseParser parser = new SseParser(this::frame);
  private final boolean withholdUsage;
  private ByteSink out = (bytes, from, to) -> {};
  private byte[] chunk = new byte[0];
  private int runFrom;
  private int runTo;

  /** The provider's own closing event and whatever it sends after it. */
  private final ByteArrayOutputStream closing = new ByteArrayOutputStream(0);

  /**
   * @param withholdUsage whether the caller did not ask for the final usage frame
   */
  public ChatRelay(boolean withholdUsage) {
    this.withholdUsage = withholdUsage;
  }

  @Override
  public void feed(byte[] bytes, int from, int to, ByteSink out) {
    if (facts.failure() != null) {
      return;
    }
    this.out = out;
    chunk = bytes;
    parser.feed(bytes, from, to);
    writeRun();
    if (parser.pending() > LONGEST_EVENT) {
      facts.garbage("it sent an event of more than " + LONGEST_EVENT + " bytes.");
    }
  }

  @Override
  public void finish(ByteSink out) {
    if (facts.failure() != null) {
      return;
    }
    this.out = out;
    parser.finish();
    writeRun();
  }

  @Override
  public void close(ByteSink out) {
    out.write(closing.toByteArray(), 0, closing.size());
  }

  @Override
  public StreamFacts facts() {
    return facts;
  }

  @Override
  public byte[] failure(GatewayError error) {
    return ERRORS.event(error);
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
        facts.done();
      } else if (!passes(frame)) {
        return;
      }
    }
    if (facts.isDone()) {
      closing.write(frame.raw(), frame.from(), frame.to() - frame.from());
    } else {
      pass(frame);
    }
  }

  private boolean passes(SseFrame frame) {
    return switch (reader.read(frame.data(), frame.dataFrom(), frame.dataTo())) {
      case ORDINARY -> true;
      case USAGE_ONLY -> !withholdUsage;
      case ERROR -> false;
      case GARBAGE -> {
        facts.garbage("it sent an event that is not JSON.");
        yield false;
      }
    };
  }

  private void pass(SseFrame frame) {
    if (frame.raw() != chunk) {
      // Put together from several chunks in the parser's own buffer, which it uses again.
      writeRun();
      out.write(frame.raw(), frame.from(), frame.to());
      return;
    }
    if (runTo != frame.from()) {
      writeRun();
      runFrom = frame.from();
    }
    runTo = frame.to();
  }

  private void writeRun() {
    if (runTo > runFrom) {
      out.write(chunk, runFrom, runTo);
    }
    runFrom = 0;
    runTo = 0;
  }
}

package dev.turnpike.core.dialect.corpus;

import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Tooling;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.stream.StreamTranslation;
import dev.turnpike.core.stream.SseFrame;
import dev.turnpike.core.stream.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Feeds bytes to a translation, as the relay does. */
final class Wire {
  private Wire() {}

  static ReplyContext context() {
    var sampling =
        new Sampling(null, null, null, null, List.of(), null, null, null, null, null, null, null);
    var request =
        new ChatRequest(
            "asked-model",
            true,
            true,
            List.of(new Message(Message.Role.USER, List.of(new Block.Text("Hello?")))),
            Tooling.NONE,
            sampling,
            null,
            OutputForm.FREE,
            Tags.NONE,
            Extras.NONE);
    return new ReplyContext("0192f0c1-aaaa-7bbb-8ccc-1234567890ab", 1_700_000_001L, request);
  }

  /** One server-sent event as a decoder sees it. */
  record Event(@Nullable String name, String data, byte[] bytes) {}

  /** The events of a stream that arrives at once. */
  static List<Event> events(byte[] bytes) {
    var events = new ArrayList<Event>();
    var parser = new SseParser(frame -> add(frame, events));
    parser.feed(bytes, 0, bytes.length);
    parser.finish();
    return events;
  }

  /**
   * Whether these events come out when the stream arrives in two pieces. Compares in place: half a
   * million cuts are tried.
   */
  static boolean yields(List<Event> events, byte[] bytes, int cut) {
    var check = new Check(events);
    var parser = new SseParser(check::take);
    parser.feed(bytes, 0, cut);
    parser.feed(bytes, cut, bytes.length);
    parser.finish();
    return check.same && check.next == events.size();
  }

  private static final class Check {
    private final List<Event> events;
    private int next;
    private boolean same = true;

    Check(List<Event> events) {
      this.events = events;
    }

    void take(SseFrame frame) {
      if (frame.hasData()) {
        var expected = next < events.size() ? events.get(next).bytes() : new byte[0];
        same &=
            next < events.size()
                && Arrays.equals(
                    frame.data(), frame.dataFrom(), frame.dataTo(), expected, 0, expected.length)
                && Objects.equals(frame.event(), events.get(next).name());
        next++;
      }
    }
  }

  /** The events of a stream that arrives byte by byte. */
  static List<Event> trickled(byte[] bytes) {
    var events = new ArrayList<Event>();
    var parser = new SseParser(frame -> add(frame, events));
    for (int i = 0; i < bytes.length; i++) {
      parser.feed(bytes, i, i + 1);
    }
    parser.finish();
    return events;
  }

  private static void add(SseFrame frame, List<Event> events) {
    if (frame.hasData()) {
      var bytes = Arrays.copyOfRange(frame.data(), frame.dataFrom(), frame.dataTo());
      events.add(new Event(frame.event(), new String(bytes, StandardCharsets.UTF_8), bytes));
    }
  }

  /** What the caller gets for these events. */
  static String translate(StreamTranslation translation, List<Event> events) {
    var out = new StringBuilder();
    events.forEach(event -> translation.event(event.name(), event.data(), out));
    translation.end(out);
    return out.toString();
  }
}

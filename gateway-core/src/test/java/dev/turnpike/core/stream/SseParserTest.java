package dev.turnpike.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseParserTest {
  private static final String STREAM =
      "\uFEFFdata: first\n\n"
          + ": a comment\n\n"
          + "event: ping\ndata:{}\r\n\r\n"
          + "data:no space\r\rid: 7\ndata: \u00e9\ud83d\ude00\n\n"
          + "data: one\ndata: two\ndata\n\n"
          + "unknown: x\nretry: 10\n\n"
          + "data: [DONE] \n\n"
          + "\n\r\n"
          + "data: unfinished";

  private static final List<String> EVENTS =
      List.of(
          "null first",
          "ping {}",
          "null no space",
          "null #\u00e9\ud83d\ude00",
          "null one\ntwo\n",
          "null DONE",
          "null unfinished");

  @Test
  void splitsEventsWhateverTheChunks() {
    var bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second : new int[] {first, Math.min(first + 1, bytes.length), bytes.length}) {
        assertThat(events(bytes, first, second))
            .as("cut at %d, %d", first, second)
            .isEqualTo(EVENTS);
      }
    }
  }

  @Test
  void splitsEventsFedByteByByte() {
    var bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    var seen = new Seen();
    for (int i = 0; i < bytes.length; i++) {
      seen.parser.feed(bytes, i, i + 1);
    }
    seen.parser.finish();

    assertThat(seen.events).isEqualTo(EVENTS);
    assertThat(seen.raw.toString()).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static List<String> events(byte[] bytes, int... cuts) {
    var seen = new Seen();
    int from = 0;
    for (int cut : cuts) {
      seen.parser.feed(bytes, from, cut);
      from = cut;
    }
    seen.parser.feed(bytes, from, bytes.length);
    seen.parser.finish();
    assertThat(seen.raw.toString()).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
    return seen.events;
  }

  private static final class Seen {
    final List<String> events = new ArrayList<>();
    final StringBuilder raw = new StringBuilder();
    final SseParser parser = new SseParser(this::frame);

    void frame(SseFrame frame) {
      raw.append(
          new String(
              frame.raw(), frame.from(), frame.to() - frame.from(), StandardCharsets.ISO_8859_1));
      if (frame.hasData()) {
        var data =
            new String(
                frame.data(),
                frame.dataFrom(),
                frame.dataTo() - frame.dataFrom(),
                StandardCharsets.UTF_8);
        events.add(
            frame.event() + " " + (frame.isDone() ? "DONE" : (frame.hasId() ? "#" : "") + data));
      }
    }
  }
}

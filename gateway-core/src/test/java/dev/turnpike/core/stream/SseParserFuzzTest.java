package dev.turnpike.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes at all, cut anywhere. The suite runs the kept inputs; with {@code JAZZER_FUZZ=1} in the
 * environment Jazzer looks for new ones.
 */
class SseParserFuzzTest {

  @FuzzTest
  void findsTheSameEventsInOnePieceAndInTwo(byte[] input) {
    int cut = input.length == 0 ? 0 : (input[0] & 0xff) % input.length;

    var whole = events(input, input.length);

    assertThat(events(input, cut)).isEqualTo(whole);
    assertThat(String.join("", whole.stream().map(e -> e.get(0)).toList()))
        .isEqualTo(new String(input, StandardCharsets.ISO_8859_1));
  }

  /** The raw bytes, the type and the data of each event. */
  private static List<List<String>> events(byte[] input, int cut) {
    var events = new ArrayList<List<String>>();
    var parser =
        new SseParser(
            frame ->
                events.add(
                    Arrays.asList(
                        latin(frame.raw(), frame.from(), frame.to()),
                        frame.event(),
                        frame.hasData()
                            ? latin(frame.data(), frame.dataFrom(), frame.dataTo())
                            : null)));
    parser.feed(input, 0, cut);
    parser.feed(input, cut, input.length);
    parser.finish();
    return merged(events);
  }

  /**
   * A lone LF after a CR that ended an event belongs to it: whether it came with it or after it is
   * no difference.
   */
  private static List<List<String>> merged(List<List<String>> events) {
    var merged = new ArrayList<List<String>>();
    for (var event : events) {
      if (event.get(0).equals("\n") && !merged.isEmpty()) {
        var before = merged.removeLast();
        merged.add(Arrays.asList(before.get(0) + "\n", before.get(1), before.get(2)));
      } else {
        merged.add(event);
      }
    }
    return merged;
  }

  private static String latin(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}

package dev.turnpike.core.stream.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that AWS's own Python client is tested with.
 *
 * @see <a href="https://github.com/boto/botocore/blob/develop/tests/unit/test_eventstream.py">
 *     botocore, test_eventstream.py</a> (read 2026-11-22)
 */
class AwsEventParserTest {
  private static final String EMPTY = "000000100000000005c248eb7d98c8ff";
  private static final String BYTE = "0000001700000007298601580462797465" + "02ff" + "c2f869dc";
  private static final String PAYLOAD =
      "0000001d00000000fd528c5a" + hex("{'foo':'bar'}") + "c3653936";
  private static final String TEXT_HEADER =
      "0000003d0000002007fd8396"
          + "0c"
          + hex("content-type")
          + "070010"
          + hex("application/json{'foo':'bar'}")
          + "8d9c08b1";
  private static final String ALL_TYPES =
      "000000620000005203b5cb9c"
          + "013000013101013202020133030003013404000000040135050000000000000005"
          + "0136060005"
          + hex("bytes")
          + "0137070004"
          + hex("utf8")
          + "0138080000000000000008"
          + "013909"
          + hex("0123456789abcdef")
          + "63353671";

  @Test
  void readsMessagesOfEveryShape() {
    var events = parsed(EMPTY + BYTE + PAYLOAD + TEXT_HEADER);

    assertThat(events.stream().map(AwsEvent::headers))
        .containsExactly(
            Map.of(), Map.of("byte", "-1"), Map.of(), Map.of("content-type", "application/json"));
    assertThat(events.stream().map(e -> new String(e.payload(), UTF_8)))
        .containsExactly("", "", "{'foo':'bar'}", "{'foo':'bar'}");
  }

  @Test
  void readsHeadersOfEveryType() {
    assertThat(parsed(ALL_TYPES).getFirst().headers())
        .isEqualTo(
            Map.of(
                "0", "true",
                "1", "false",
                "2", "2",
                "3", "3",
                "4", "4",
                "5", "5",
                "6", hex("bytes"),
                "7", "utf8",
                "8", "8",
                "9", "30313233-3435-3637-3839-616263646566"));
  }

  @Test
  void readsTheSameWhereverItIsCut() {
    var bytes = HexFormat.of().parseHex(EMPTY + TEXT_HEADER + ALL_TYPES + PAYLOAD);
    var whole = parsed(bytes, bytes.length);

    for (int cut = 0; cut < bytes.length; cut++) {
      assertThat(parsed(bytes, cut)).as("cut at %d", cut).hasSameSizeAs(whole);
      assertThat(parsed(bytes, cut).stream().map(AwsEvent::headers))
          .isEqualTo(whole.stream().map(AwsEvent::headers).toList());
    }
    var trickled = new ArrayList<AwsEvent>();
    var parser = new AwsEventParser(trickled::add);
    for (int i = 0; i < bytes.length; i++) {
      parser.feed(bytes, i, i + 1);
    }
    assertThat(trickled).hasSameSizeAs(whole);
    assertThat(parser.pending()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "headers' length, 0000003d ff000102 07fd8396, checksum",
    "whole length, 0100001d 00000000 fd528c5a, checksum",
    "payload, 0000001d 00000000 fd528c5a 7b27666f6f273a27626172278d c3653936, checksum",
    "header twice, 00000024 00000014 4bb982d0 0474657374 0461736466 0474657374 0461736466 f3f47563,"
        + " headers"
  })
  void stopsAtAMessageThatIsNotRight(String what, String message, String why) {
    var events = new ArrayList<AwsEvent>();
    var parser = new AwsEventParser(events::add);
    var bytes = HexFormat.of().parseHex(message.replace(" ", ""));

    parser.feed(bytes, 0, bytes.length);
    var good = HexFormat.of().parseHex(EMPTY);
    parser.feed(good, 0, good.length);

    assertThat(events).isEmpty();
    assertThat(parser.broken()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 11, 13, 40, 60})
  void noticesEveryBrokenByte(int at) {
    var bytes = HexFormat.of().parseHex(TEXT_HEADER);
    bytes[at] ^= 0x20;
    var events = new ArrayList<AwsEvent>();
    var parser = new AwsEventParser(events::add);

    parser.feed(bytes, 0, bytes.length);

    assertThat(events).isEmpty();
    assertThat(parser.broken()).isNotNull();
  }

  @Test
  void readsWhatTheWriterForFakesWrites() {
    var bytes = AwsEvents.event("messageStop", "{\"stopReason\":\"é\"}");

    var event = parsed(bytes, 7).getFirst();

    assertThat(event.header(":event-type")).isEqualTo("messageStop");
    assertThat(new String(event.payload(), UTF_8)).isEqualTo("{\"stopReason\":\"é\"}");
  }

  private static List<AwsEvent> parsed(String hex) {
    var bytes = HexFormat.of().parseHex(hex);
    return parsed(bytes, bytes.length);
  }

  private static List<AwsEvent> parsed(byte[] bytes, int cut) {
    var events = new ArrayList<AwsEvent>();
    var parser = new AwsEventParser(events::add);
    parser.feed(bytes, 0, cut);
    parser.feed(bytes, cut, bytes.length);
    assertThat(parser.broken()).isNull();
    return events;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}

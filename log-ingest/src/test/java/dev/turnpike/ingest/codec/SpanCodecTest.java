package dev.turnpike.ingest.codec;

import static dev.turnpike.core.access.LogPrivacy.FULL;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.usage.Usage;
import dev.turnpike.ingest.segment.FrameBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanCodecTest {
  private final SpanCodec codec = new SpanCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T02:00:00.123456789Z",
        "1969-12-31T23:59:59.999999999Z",
        "1970-01-01T00:00:00Z",
        // Beyond 64 bits of nanoseconds.
        "2500-01-01T00:00:00.5Z",
        "0001-01-01T00:00:00Z"
      })
  void keepsEveryTime(Instant start) throws Exception {
    var span = aSpan().start(start).build();

    assertThat(codec.read(codec.encode(span))).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "\ud83d\ude00", "a\0b", "a\ud83d", "\ud83da", "\ude00", "\\u0000"})
  void saysWhetherItGivesBackTheSame(String text) throws Exception {
    var span = aSpan().request(text).build();
    var buffer = new FrameBuffer();

    var alike = codec.write(span, buffer);

    var back = codec.read(buffer.toByteArray());
    assertThat(back.content().request()).doesNotContain("\0").isEqualTo(StorableText.clean(text));
    assertThat(!alike || back.equals(span)).isTrue();
  }

  /** A spool outlives an upgrade. */
  @Test
  void readsTimesInWords() throws Exception {
    var span = aSpan().start(Instant.parse("2026-11-23T02:00:00.123Z")).build();
    var written = new String(codec.encode(span), StandardCharsets.UTF_8);
    assertThat(written).contains("\"start\":1795399200123000000");
    long latency = span.timing().latency().toNanos();

    var older =
        written
            .replace("\"start\":1795399200123000000", "\"start\":\"2026-11-23T02:00:00.123Z\"")
            .replace("\"latency\":" + latency, "\"latency\":\"" + Duration.ofNanos(latency) + '"');

    assertThat(older).isNotEqualTo(written).contains("\"PT");
    assertThat(codec.read(older.getBytes(StandardCharsets.UTF_8))).isEqualTo(span);
  }

  @Test
  void keepsEveryTextInItsPlace() throws Exception {
    var content =
        new Span.Content(
            "{\"request\": \"é\"}", "réponse\n", "[]", "", "in", "aus 😀", "tools?", true, FULL);
    var span = aSpan().build().with(content);
    var buffer = new FrameBuffer();

    assertThat(codec.write(span, buffer)).isTrue();

    assertThat(buffer.toString(StandardCharsets.UTF_8)).contains(content.request());
    assertThat(codec.read(buffer.toByteArray())).isEqualTo(span);
  }

  /** Each member of it has a value of its own. */
  @Test
  void readsAndWritesTheFormOfEarlierReleases() throws Exception {
    var earlier = earlier();

    var span = codec.read(earlier.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(codec.encode(span), StandardCharsets.UTF_8)).isEqualTo(earlier);
    assertThat(span.place().spanId()).isEqualTo("span");
    assertThat(span.metering().cost().usd()).isEqualTo("0.001000000000");
    assertThat(span.attempts()).extracting(Span.Attempt::statusCode).containsExactly(503, 200);
    assertThat(span.extra().get("none").isNull()).isTrue();
  }

  @Test
  void passesOverMembersItDoesNotKnow() throws Exception {
    var earlier = earlier();
    var later = earlier.replace("{\"traceId\"", "{\"later\":{\"a\":[1,{}]},\"traceId\"");

    assertThat(later).isNotEqualTo(earlier);
    assertThat(codec.read(later.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(codec.read(earlier.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void takesWhatIsNotThereForAbsent() throws Exception {
    var bare =
        earlier()
            .replaceFirst(",\"attempts\":\\[.*?]", "")
            .replaceFirst("\"place\":\\{.*?}", "\"place\":{\"name\":null}")
            .replaceFirst("\"metadata\":\\{.*?},", "")
            .replaceFirst("\"usage\":\\{.*?}", "\"usage\":{}")
            .replaceFirst("\"withheld\":true,", "");

    var span = codec.read(bare.getBytes(StandardCharsets.UTF_8));

    assertThat(span.attempts()).isEmpty();
    assertThat(span.place()).isEqualTo(Span.Place.NONE);
    assertThat(span.tags().metadata()).isEmpty();
    assertThat(span.metering().usage()).isEqualTo(Usage.NONE);
    assertThat(span.content().withheld()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"id\":\"a\",\"arrival\":true}",
        "{\"place\":[]}",
        "{\"attempts\":{}}",
        "{\"attempts\":[null]}",
        "{\"organization\":{\"value\":\"x\"}}",
        "{\"result\":{\"status\":\"LATER\"}}",
        "{\"called\":{\"stream\":\"yes\"}}",
        "{\"extra\":{\"a\""
      })
  void refusesWhatIsNoSpan(String json) {
    assertThatIOException().isThrownBy(() -> codec.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String earlier() throws IOException {
    try (var file = SpanCodecTest.class.getResourceAsStream("span.json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T",
        "T\n{}",
        "T1 2\nabc{}",
        "T99999 - - - - - -\nabc",
        "T-1 - - - - - -\n{}",
        "Tx"
      })
  void refusesTextsThatAreNotThere(String payload) {
    assertThatIOException().isThrownBy(() -> codec.read(payload.getBytes(StandardCharsets.UTF_8)));
  }
}

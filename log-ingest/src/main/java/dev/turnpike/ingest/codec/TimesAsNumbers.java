package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Times and durations as whole nanoseconds. A span holds about eight of them, and writing and
 * reading them as ISO 8601, by formatters and regular expressions, was half of what its encoding
 * cost. The words of ISO 8601 are read, too: an earlier release wrote them, and they still stand
 * for what does not fit into 64 bits.
 */
final class TimesAsNumbers {
  private static final long NANOS = 1_000_000_000L;

  private TimesAsNumbers() {}

  static void write(Instant time, JsonGenerator json) throws IOException {
    long nanos;
    try {
      nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    } catch (ArithmeticException e) {
      json.writeString(time.toString());
      return;
    }
    json.writeNumber(nanos);
  }

  static void write(Duration duration, JsonGenerator json) throws IOException {
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException e) {
      json.writeString(duration.toString());
      return;
    }
    json.writeNumber(nanos);
  }

  static Instant readInstant(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return Instant.parse(json.getText());
    }
    var nanos = json.getLongValue();
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  static Duration readDuration(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? Duration.ofNanos(json.getLongValue())
        : Duration.parse(json.getText());
  }
}

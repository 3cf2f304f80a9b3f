package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Times and durations as whole nanoseconds. A span holds about eight of them, and writing and
 * reading them as ISO 8601, by formatters and regular expressions, was half of what its encoding
 * cost. The words of ISO 8601 are read, too: an earlier release wrote them, and they still stand
 * for what does not fit into 64 bits.
 */
final class TimesAsNumbers extends SimpleModule {
  private static final long NANOS = 1_000_000_000L;

  TimesAsNumbers() {
    add(Instant.class, TimesAsNumbers::nanos, TimesAsNumbers::instant, Instant::parse);
    add(Duration.class, Duration::toNanos, Duration::ofNanos, Duration::parse);
  }

  private static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private <T> void add(
      Class<T> type,
      ToLongFunction<T> nanos,
      LongFunction<T> ofNanos,
      Function<String, T> ofWords) {
    addSerializer(
        type,
        new StdSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            try {
              json.writeNumber(nanos.applyAsLong(value));
            } catch (ArithmeticException e) {
              json.writeString(value.toString());
            }
          }
        });
    addDeserializer(
        type,
        new StdDeserializer<T>(type) {
          @Override
          public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? ofNanos.apply(json.getLongValue())
                : ofWords.apply(json.getText());
          }
        });
  }
}

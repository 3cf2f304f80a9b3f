package dev.turnpike.core.exchange.entrance;

import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request once its caller is.
 *
 * @param logId the span's id, told to the caller with every answer
 * @param arrival when its head came
 * @param arrivalNanos the same on the monotonic clock
 * @param snapshot what the whole exchange decides by
 * @param header the first value of a request header by lower-case name
 */
public record Ingress(
    String logId,
    Instant arrival,
    long arrivalNanos,
    Entrance entrance,
    Snapshot snapshot,
    VirtualKey key,
    Function<String, @Nullable String> header) {
  /** What the caller speaks. */
  public DialectId dialect() {
    return entrance.dialect();
  }

  /** How the caller is told an error. */
  public ErrorForm errors() {
    return ErrorForms.of(entrance.dialect());
  }
}

package dev.turnpike.persistence.sum;

import dev.turnpike.core.span.Span;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** Which trace; sorted as rows are locked. */
public record TraceKey(UUID organization, String environment, String traceId)
    implements Comparable<TraceKey> {
  private static final Comparator<TraceKey> ORDER =
      Comparator.comparing(TraceKey::organization)
          .thenComparing(TraceKey::environment)
          .thenComparing(TraceKey::traceId);

  /** Empty for a span that belongs to none. */
  public static Optional<TraceKey> of(Span span) {
    return Optional.ofNullable(span.place().traceId())
        .filter(id -> !id.isEmpty())
        .map(
            id ->
                new TraceKey(span.organization().value(), span.origin().environment().wire(), id));
  }

  @Override
  public int compareTo(TraceKey other) {
    return ORDER.compare(this, other);
  }
}

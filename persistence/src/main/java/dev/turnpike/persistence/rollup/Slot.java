package dev.turnpike.persistence.rollup;

import dev.turnpike.core.span.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key of a row: what its calls have in common. Absent values are empty. */
record Slot(
    UUID organization,
    Scope scope,
    Instant bucket,
    String environment,
    String type,
    String model,
    String provider,
    String key,
    String status,
    String customer) {
  /** Rows are touched in one order everywhere, so that replicas do not deadlock. */
  static final Comparator<Slot> ORDER =
      Comparator.comparing(Slot::organization)
          .thenComparing(Slot::scope)
          .thenComparing(Slot::bucket)
          .thenComparing(Slot::environment)
          .thenComparing(Slot::type)
          .thenComparing(Slot::model)
          .thenComparing(Slot::provider)
          .thenComparing(Slot::key)
          .thenComparing(Slot::status)
          .thenComparing(Slot::customer);

  /** An index row holds 2700 bytes; nobody tells models apart by what comes behind. */
  private static final int LONGEST = 200;

  static Slot ofTraffic(Span span) {
    var key = span.origin().keyId();
    return slot(
        span,
        Scope.TRAFFIC,
        span.origin().type(),
        text(span.called().model()),
        text(span.called().providerId()),
        key == null ? "" : key.toString(),
        span.result().status().name().toLowerCase(Locale.ROOT),
        "");
  }

  static Slot ofCustomer(Span span, String customer) {
    return slot(span, Scope.CUSTOMER, "", "", "", "", "", text(customer));
  }

  static Slot ofAttempt(Span span, Span.Attempt attempt, boolean failed) {
    var status = attempt.reason() == null ? "success" : failed ? "failed" : "refused";
    return slot(
        span,
        Scope.ATTEMPT,
        "",
        text(attempt.upstreamModel()),
        text(attempt.providerId()),
        "",
        status,
        "");
  }

  private static Slot slot(
      Span span,
      Scope scope,
      String type,
      String model,
      String provider,
      String key,
      String status,
      String customer) {
    return new Slot(
        span.organization().value(),
        scope,
        span.arrival(),
        span.origin().environment().wire(),
        type,
        model,
        provider,
        key,
        status,
        customer);
  }

  private static String text(@Nullable String value) {
    if (value == null || value.length() <= LONGEST) {
      return value == null ? "" : value;
    }
    // Half a character outside the basic plane is none that a database takes.
    var end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return value.substring(0, end);
  }

  /** The same in the bucket that begins then. */
  Slot at(Instant beginning) {
    return new Slot(
        organization, scope, beginning, environment, type, model, provider, key, status, customer);
  }
}

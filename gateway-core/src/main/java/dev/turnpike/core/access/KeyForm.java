package dev.turnpike.core.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.error.FieldErrors;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a virtual key from wire input. */
final class KeyForm {
  private static final int LONGEST_NAME = 120;
  private static final BigDecimal MOST_SPENDING = new BigDecimal("1e12");
  private static final int SPENDING_DECIMALS = 12;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** What is fixed when a key is made: handed-out keys never gain anything. */
  private static final List<String> FIXED =
      List.of(
          "rights",
          "environment",
          "is_test",
          "max_usage",
          "rate_limit",
          "spending_limit",
          "limit_policies");

  private final WireForm form;

  KeyForm(ObjectNode wire) {
    this.form = new WireForm(wire);
  }

  boolean isValid() {
    return form.errors().isEmpty();
  }

  FieldErrors errors() {
    return form.errors().build();
  }

  String name(String otherwise) {
    var name = form.text("name", LONGEST_NAME);
    return name == null ? otherwise : name;
  }

  void refuseFixed() {
    FIXED.stream()
        .filter(form::has)
        .forEach(
            field ->
                form.error(
                    field,
                    "Cannot be changed: only name, expiry_date and log_privacy can. Make another"
                        + " key."));
  }

  /** Calls and logs unless the input says otherwise: management is given on purpose only. */
  Set<Right> rights() {
    var rights = EnumSet.noneOf(Right.class);
    var node = form.node("rights").orElse(null);
    if (node == null) {
      return EnumSet.of(Right.CALLS, Right.LOGS);
    }
    for (var right : node.isArray() ? node : List.<JsonNode>of()) {
      try {
        rights.add(Right.valueOf(right.asText().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        form.error("rights", "Unknown right " + right + "; known are calls, logs, management.");
      }
    }
    if (rights.isEmpty() && isValid()) {
      form.error("rights", "Must be a list of at least one of calls, logs, management.");
    }
    return rights;
  }

  Environment environment() {
    var isTest = form.flag("is_test");
    var text = form.text("environment", LONGEST_NAME);
    var named =
        text == null
            ? null
            : switch (text.toLowerCase(Locale.ROOT)) {
              case "prod", "production" -> Environment.PROD;
              case "test" -> Environment.TEST;
              default -> {
                form.error("environment", "Must be prod or test.");
                yield null;
              }
            };
    if (named != null && isTest != null && isTest != (named == Environment.TEST)) {
      form.error("environment", "Contradicts is_test.");
    }
    if (named != null) {
      return named;
    }
    return Boolean.TRUE.equals(isTest) ? Environment.TEST : Environment.PROD;
  }

  LogPrivacy privacy() {
    var text = form.text("log_privacy", LONGEST_NAME);
    var known = text == null ? Optional.of(LogPrivacy.FULL) : LogPrivacy.ofWire(text);
    if (known.isEmpty()) {
      form.error("log_privacy", "Must be one of " + LogPrivacy.names() + ".");
    }
    return known.orElse(LogPrivacy.FULL);
  }

  /** Who was handed a key was told what is kept of his calls: it may become less, never more. */
  LogPrivacy changedPrivacy(LogPrivacy before) {
    if (!form.has("log_privacy")) {
      return before;
    }
    var wanted = privacy();
    if (wanted.compareTo(before) < 0) {
      form.error(
          "log_privacy",
          "Can only become stricter than " + before.wire() + ". Make another key to log more.");
    }
    return wanted;
  }

  KeyLimits limits(Instant now) {
    if (form.node("limit_policies").filter(p -> !p.isEmpty()).isPresent()) {
      form.error(
          "limit_policies",
          "Not available for keys; use max_usage, rate_limit and spending_limit.");
    }
    var calls = form.whole("max_usage", -1, Long.MAX_VALUE);
    var rate = form.whole("rate_limit", -1, Integer.MAX_VALUE);
    if (rate != null && rate == 0) {
      form.error("rate_limit", "Must be at least 1 call a minute; -1 or nothing is unlimited.");
    }
    return new KeyLimits(
        expiry(now),
        calls == null || calls < 0 ? null : calls,
        rate == null || rate < 1 ? null : Integer.valueOf(rate.intValue()),
        spending());
  }

  private @Nullable BigDecimal spending() {
    var usd = form.decimal("spending_limit");
    if (usd == null || usd.compareTo(BigDecimal.ONE.negate()) == 0) {
      return null;
    }
    if (usd.signum() < 0) {
      form.error("spending_limit", "Must not be negative; -1 or nothing is unlimited.");
      return null;
    }
    if (usd.compareTo(MOST_SPENDING) > 0 || usd.scale() > SPENDING_DECIMALS) {
      form.error(
          "spending_limit", "At most 1000000000000 USD, with at most 12 digits after the point.");
      return null;
    }
    return usd;
  }

  /** When the key ends after a change: as before, never, or as sent. */
  @Nullable Instant changedExpiry(@Nullable Instant before, Instant now) {
    return form.has("expiry_date") ? expiry(now) : before;
  }

  private @Nullable Instant expiry(Instant now) {
    var text = form.text("expiry_date", LONGEST_NAME);
    if (text == null) {
      return null;
    }
    var expiry = parse(text);
    if (expiry == null || expiry.isAfter(LATEST)) {
      form.error(
          "expiry_date", "Must be a date or time in ISO 8601, such as 2030-01-31T12:00:00Z.");
    } else if (!expiry.isAfter(now)) {
      form.error("expiry_date", "Must be in the future.");
    }
    return expiry;
  }

  // A bare date means through that day; a time without zone is UTC, as everywhere on the wire.
  private static @Nullable Instant parse(String text) {
    var attempts = new ArrayList<Function<String, Instant>>();
    attempts.add(t -> OffsetDateTime.parse(t).toInstant());
    attempts.add(t -> LocalDateTime.parse(t).toInstant(ZoneOffset.UTC));
    attempts.add(t -> LocalDate.parse(t).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    for (var attempt : attempts) {
      try {
        return attempt
            .apply(text.replaceFirst("^(\\S+) (\\S+)$", "$1T$2"))
            .truncatedTo(ChronoUnit.MICROS);
      } catch (DateTimeException e) {
        continue;
      }
    }
    return null;
  }
}

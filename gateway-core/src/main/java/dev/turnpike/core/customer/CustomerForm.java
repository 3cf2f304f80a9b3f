package dev.turnpike.core.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.customer.CustomerStore.Profile;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.span.WireTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the change of a customer from wire input, over what it was. Not thread-safe. */
final class CustomerForm {
  private static final int LONGEST_NAME = 255;
  private static final int MOST_METADATA = 100;
  private static final int LONGEST_METADATA = 10_000;
  private static final BigDecimal MOST_USD = new BigDecimal("1e9");
  private static final BigDecimal MOST_PERCENT = new BigDecimal("1e6");
  private static final int DECIMALS = 12;

  private final WireForm form;
  private final Customer before;

  CustomerForm(ObjectNode change, Customer before) {
    this.form = new WireForm(change);
    this.before = before;
  }

  boolean isValid() {
    return form.errors().isEmpty();
  }

  FieldErrors errors() {
    return form.errors().build();
  }

  /** What it shall be; worth something only when nothing was wrong. */
  Profile read(Instant now) {
    var was = before.budget();
    var budget =
        new CustomerBudget(
            amount("total_budget", was.totalUsd(), MOST_USD),
            amount("period_budget", was.periodUsd(), MOST_USD),
            duration(was.duration()),
            time("period_start", was.start()),
            time("period_end", was.end()),
            amount("markup_percentage", was.markupPercent(), MOST_PERCENT));
    if (budget.start() != null && budget.end() != null && !budget.end().isAfter(budget.start())) {
      form.error("period_end", "Must be after period_start.");
    }
    return new Profile(
        text("name", before.name()), text("email", before.email()), metadata(), budget, now);
  }

  private @Nullable String text(String field, @Nullable String was) {
    return form.has(field) ? form.text(field, LONGEST_NAME) : was;
  }

  private @Nullable BigDecimal amount(String field, @Nullable BigDecimal was, BigDecimal most) {
    if (!form.has(field)) {
      return was;
    }
    var amount = form.decimal(field);
    if (amount == null) {
      return null;
    }
    if (amount.signum() < 0 || amount.compareTo(most) > 0 || amount.scale() > DECIMALS) {
      form.error(
          field,
          "Must be from 0 to "
              + most.toPlainString()
              + ", with at most "
              + DECIMALS
              + " digits after the point; null is unlimited.");
      return null;
    }
    return amount;
  }

  private CustomerBudget.@Nullable Duration duration(CustomerBudget.@Nullable Duration was) {
    if (!form.has("budget_duration")) {
      return was;
    }
    var word = form.text("budget_duration", LONGEST_NAME);
    if (word == null) {
      return null;
    }
    try {
      return CustomerBudget.Duration.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      form.error("budget_duration", "Must be daily, weekly, monthly or yearly.");
      return null;
    }
  }

  private @Nullable Instant time(String field, @Nullable Instant was) {
    if (!form.has(field)) {
      return was;
    }
    var text = form.text(field, LONGEST_NAME);
    if (text == null) {
      return null;
    }
    try {
      return WireTime.parse(text);
    } catch (DateTimeException e) {
      form.error(field, "Must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.");
      return null;
    }
  }

  private Map<String, String> metadata() {
    if (!form.has("metadata")) {
      return before.metadata();
    }
    var metadata = new LinkedHashMap<String, String>();
    var node = form.node("metadata").orElse(null);
    if (node == null) {
      return metadata;
    }
    if (!node.isObject() || node.size() > MOST_METADATA) {
      form.error("metadata", "Must be an object of at most " + MOST_METADATA + " members.");
      return metadata;
    }
    for (var member : node.properties()) {
      var value = member.getValue();
      var text = value.isTextual() ? value.textValue() : value.toString();
      if (text.length() + member.getKey().length() > LONGEST_METADATA) {
        form.error("metadata", "The member " + member.getKey() + " is too long.");
      }
      metadata.put(member.getKey(), text);
    }
    return metadata;
  }
}

package dev.turnpike.gateway.management.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.customer.Customer;
import dev.turnpike.core.customer.CustomerBudget.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Customers as clients read them; seconds and USD are plain numbers. */
final class UserWire {
  private static final BigDecimal DAYS_OF_A_MONTH = BigDecimal.valueOf(30);

  private UserWire() {}

  /** A row of a list. */
  static ObjectNode row(Customer customer) {
    var use = customer.use();
    var wire = JsonNodeFactory.instance.objectNode();
    identity(wire, customer);
    wire.put("first_seen", use.firstSeen().toString())
        .put("last_active_timeframe", use.lastSeen().toString())
        .put("active_days", use.activeDays())
        .put("number_of_requests", use.requests())
        .put("total_requests", use.requests())
        .put("error_count", use.errors())
        .put("total_tokens", use.tokens())
        .put("tokens", use.tokens())
        .put("total_prompt_tokens", use.promptTokens())
        .put("total_completion_tokens", use.completionTokens())
        .put("total_cost", plain(use.costUsd()))
        .put("cost", plain(use.costUsd()))
        .put("average_latency", seconds(use.averageLatency()))
        .put("average_ttft", seconds(use.averageTimeToFirstToken()))
        .put("average_monthly_cost", monthly(use));
    budget(wire, customer);
    return wire;
  }

  /** One customer: profile and budget besides. */
  static ObjectNode whole(Customer customer, Instant now) {
    var wire = row(customer);
    var budget = customer.budget();
    var period = budget.period(now);
    wire.put("total_period_usage", plain(marked(customer)))
        .put("period_start", period.map(Period::from).map(Instant::toString).orElse(null))
        .put("period_end", period.flatMap(Period::to).map(Instant::toString).orElse(null))
        .put("markup_percentage", plain(budget.markupPercent()));
    customer.metadata().forEach(wire.putObject("metadata")::put);
    var updated = customer.updatedAt();
    return wire.put("updated_at", updated == null ? null : updated.toString());
  }

  private static void identity(ObjectNode wire, Customer customer) {
    wire.put("id", customer.identifier())
        .put("customer_identifier", customer.identifier())
        .put("unique_organization_id", customer.organization().toString())
        .put("environment", customer.environment().wire())
        .put("name", customer.name())
        .put("email", customer.email());
  }

  private static void budget(ObjectNode wire, Customer customer) {
    var budget = customer.budget();
    var duration = budget.duration();
    wire.put("total_budget", plain(budget.totalUsd()))
        .put("period_budget", plain(budget.periodUsd()))
        .put("budget_duration", duration == null ? null : duration.wire());
  }

  /** What is reported is raised by the markup; what was spent is not. */
  private static BigDecimal marked(Customer customer) {
    var cost = customer.use().periodCostUsd();
    var percent = customer.budget().markupPercent();
    return percent == null
        ? cost
        : cost.multiply(BigDecimal.ONE.add(percent.movePointLeft(2)))
            .setScale(12, RoundingMode.HALF_EVEN);
  }

  /** Over the months since it was first seen, the first of them counted whole. */
  private static @Nullable BigDecimal monthly(Customer.Use use) {
    var days = Math.max(30, Duration.between(use.firstSeen(), use.lastSeen()).toDays());
    return plain(
        use.costUsd()
            .multiply(DAYS_OF_A_MONTH)
            .divide(BigDecimal.valueOf(days), 12, RoundingMode.HALF_EVEN));
  }

  private static @Nullable BigDecimal seconds(@Nullable Duration duration) {
    return duration == null ? null : plain(BigDecimal.valueOf(duration.toNanos() / 1_000, 6));
  }

  /** Without trailing zeros, and never in powers of ten. */
  private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}

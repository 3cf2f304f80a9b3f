package dev.turnpike.console.users;

import dev.turnpike.console.shell.Address;
import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.customer.Customer;
import io.quarkus.qute.TemplateData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A user with what it may still cost. */
@TemplateData
public record UserRow(Customer customer) {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(1000);

  public String href() {
    return Address.of("/console/users/user")
        .with("id", customer.identifier())
        .with("environment", customer.environment().wire())
        .toString();
  }

  /** The budget that is nearer its end, in words; empty for none. */
  public String budget() {
    var nearest = nearest();
    return nearest == null
        ? ""
        : Formats.usd(rounded(nearest.spent())) + " of " + Formats.usd(nearest.limit());
  }

  /** How much of it is spent, in per mille, at most 1000. */
  public int spent() {
    var nearest = nearest();
    return nearest == null ? 0 : nearest.part().min(WHOLE).intValue();
  }

  /** The class of its bar. */
  public String state() {
    var spent = spent();
    if (spent >= 1000) {
      return "bad";
    }
    return spent >= 800 ? "near" : "good";
  }

  private record Side(BigDecimal spent, BigDecimal limit) {
    BigDecimal part() {
      return limit.signum() == 0
          ? WHOLE
          : spent.multiply(WHOLE).divide(limit, 0, RoundingMode.DOWN);
    }
  }

  private @Nullable Side nearest() {
    var budget = customer.budget();
    var use = customer.use();
    var period =
        budget.periodUsd() == null ? null : new Side(use.periodCostUsd(), budget.periodUsd());
    var total = budget.totalUsd() == null ? null : new Side(use.costUsd(), budget.totalUsd());
    if (period == null || total == null) {
      return period == null ? total : period;
    }
    return period.part().compareTo(total.part()) >= 0 ? period : total;
  }

  private static BigDecimal rounded(BigDecimal usd) {
    return usd.scale() > 6 ? usd.setScale(6, RoundingMode.HALF_UP) : usd;
  }
}

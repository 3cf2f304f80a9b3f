package dev.turnpike.core.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.customer.CustomerBudget.Duration;
import dev.turnpike.core.customer.CustomerBudget.Period;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerBudgetTest {
  private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z"); // a Saturday

  @ParameterizedTest
  @CsvSource({
    "DAILY, 2026-03-14, 2026-03-15",
    "WEEKLY, 2026-03-09, 2026-03-16",
    "MONTHLY, 2026-03-01, 2026-04-01",
    "YEARLY, 2026-01-01, 2027-01-01"
  })
  void followsTheCalendarUnlessAStartIsSet(Duration duration, String from, String to) {
    assertThat(budget(duration, null, null).period(NOW)).isEqualTo(period(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "DAILY, 2026-03-01, 2026-03-14, 2026-03-15",
    "WEEKLY, 2026-03-05, 2026-03-12, 2026-03-19",
    "MONTHLY, 2026-01-31, 2026-02-28, 2026-03-31",
    "YEARLY, 2024-06-01, 2025-06-01, 2026-06-01",
    "MONTHLY, 2026-05-01, 2026-05-01, 2026-06-01"
  })
  void countsPeriodsFromTheStart(Duration duration, String start, String from, String to) {
    assertThat(budget(duration, at(start), null).period(NOW)).isEqualTo(period(from, to));
  }

  @Test
  void endsWithTheBudget() {
    assertThat(budget(Duration.MONTHLY, null, at("2026-03-20")).period(NOW))
        .isEqualTo(period("2026-03-01", "2026-03-20"));
  }

  @Test
  void hasOneOpenPeriodWhenNothingRepeats() {
    assertThat(budget(null, at("2026-02-01"), null).period(NOW))
        .isEqualTo(Optional.of(new Period(at("2026-02-01"), Optional.empty())));
    assertThat(CustomerBudget.NONE.period(NOW)).isEmpty();
  }

  private static CustomerBudget budget(
      @Nullable Duration duration, @Nullable Instant start, @Nullable Instant end) {
    return new CustomerBudget(null, null, duration, start, end, null);
  }

  private static Optional<Period> period(String from, String to) {
    return Optional.of(new Period(at(from), Optional.of(at(to))));
  }

  private static Instant at(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }
}

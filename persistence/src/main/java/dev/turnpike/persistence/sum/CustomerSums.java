package dev.turnpike.persistence.sum;

import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code customer} and {@code customer_day}: who came, how often, at what cost. */
public final class CustomerSums {
  // Name and e-mail of the first log that told them stay; a person may correct them later.
  private static final String GROW =
      """
      insert into customer as c (organization_id, environment, customer_identifier, name, email,
        first_seen, last_seen, requests, prompt_tokens, completion_tokens, cost_usd, errors,
        latency_us, latencies, ttft_us, ttfts)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (organization_id, environment, customer_identifier) do update set
        name = coalesce(c.name, excluded.name),
        email = coalesce(c.email, excluded.email),
        first_seen = least(c.first_seen, excluded.first_seen),
        last_seen = greatest(c.last_seen, excluded.last_seen),
        requests = c.requests + excluded.requests,
        prompt_tokens = c.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = c.completion_tokens + excluded.completion_tokens,
        cost_usd = c.cost_usd + excluded.cost_usd,
        errors = c.errors + excluded.errors,
        latency_us = c.latency_us + excluded.latency_us,
        latencies = c.latencies + excluded.latencies,
        ttft_us = c.ttft_us + excluded.ttft_us,
        ttfts = c.ttfts + excluded.ttfts
      """;

  private static final String GROW_DAY =
      """
      insert into customer_day as d (organization_id, environment, customer_identifier, day,
        requests, cost_usd)
      values (?, ?, ?, ?, ?, ?)
      on conflict (organization_id, environment, customer_identifier, day) do update set
        requests = d.requests + excluded.requests,
        cost_usd = d.cost_usd + excluded.cost_usd
      """;

  private CustomerSums() {}

  /** Adds spans that are new. */
  public static void move(Connection connection, List<Span> fresh) throws SQLException {
    var customers = new TreeMap<Key, Sum>(Key.ORDER);
    for (var span : fresh) {
      var customer = span.tags().customerIdentifier();
      if (customer != null && !customer.isEmpty()) {
        var key =
            new Key(span.organization().value(), span.origin().environment().wire(), customer);
        customers.computeIfAbsent(key, k -> new Sum()).add(span);
      }
    }
    if (!customers.isEmpty()) {
      moveCustomers(connection, customers);
      moveDays(connection, customers);
    }
  }

  private static void moveCustomers(Connection connection, Map<Key, Sum> customers)
      throws SQLException {
    try (var statement = connection.prepareStatement(GROW)) {
      for (var entry : customers.entrySet()) {
        entry.getKey().bind(statement);
        entry.getValue().bind(statement);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void moveDays(Connection connection, Map<Key, Sum> customers) throws SQLException {
    try (var statement = connection.prepareStatement(GROW_DAY)) {
      for (var entry : customers.entrySet()) {
        for (var day : entry.getValue().days.entrySet()) {
          entry.getKey().bind(statement);
          statement.setObject(4, day.getKey(), Types.DATE);
          statement.setLong(5, day.getValue().requests);
          statement.setBigDecimal(6, day.getValue().cost);
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private record Key(UUID organization, String environment, String identifier) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::organization)
            .thenComparing(Key::environment)
            .thenComparing(Key::identifier);

    void bind(PreparedStatement statement) throws SQLException {
      statement.setObject(1, organization);
      statement.setString(2, environment);
      statement.setString(3, identifier);
    }
  }

  private static final class Day {
    private long requests;
    private BigDecimal cost = BigDecimal.ZERO;
  }

  /** What the spans of one customer add up to. */
  private static final class Sum {
    private final Map<LocalDate, Day> days = new TreeMap<>();
    private long requests;
    private long promptTokens;
    private long completionTokens;
    private long errors;
    private long latency;
    private long ttft;
    private long ttfts;
    private BigDecimal cost = BigDecimal.ZERO;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private @Nullable String name;
    private @Nullable String email;

    void add(Span span) {
      first = span.arrival().isBefore(first) ? span.arrival() : first;
      last = span.arrival().isAfter(last) ? span.arrival() : last;
      name = name == null ? span.tags().customerName() : name;
      email = email == null ? span.tags().customerEmail() : email;
      var usage = span.metering().usage();
      requests++;
      promptTokens += usage.prompt();
      completionTokens += usage.completion();
      errors += span.result().status() == Span.Status.FAILED ? 1 : 0;
      latency += span.timing().latency().toNanos() / 1_000;
      var firstToken = span.timing().timeToFirstToken();
      if (firstToken != null) {
        ttft += firstToken.toNanos() / 1_000;
        ttfts++;
      }
      var usd = Optional.ofNullable(span.metering().cost().usd()).orElse(BigDecimal.ZERO);
      cost = cost.add(usd);
      var date = span.arrival().atOffset(ZoneOffset.UTC).toLocalDate();
      var day = days.computeIfAbsent(date, d -> new Day());
      day.requests++;
      day.cost = day.cost.add(usd);
    }

    void bind(PreparedStatement statement) throws SQLException {
      statement.setString(4, name);
      statement.setString(5, email);
      statement.setObject(6, first.atOffset(ZoneOffset.UTC));
      statement.setObject(7, last.atOffset(ZoneOffset.UTC));
      statement.setLong(8, requests);
      statement.setLong(9, promptTokens);
      statement.setLong(10, completionTokens);
      statement.setBigDecimal(11, cost);
      statement.setLong(12, errors);
      statement.setLong(13, latency);
      statement.setLong(14, requests);
      statement.setLong(15, ttft);
      statement.setLong(16, ttfts);
    }
  }
}

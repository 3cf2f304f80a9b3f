package dev.turnpike.persistence.sum;

import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code thread}: one row grows with each new call of a conversation. */
public final class ThreadSums {
  private static final String GROW =
      """
      insert into thread as t (organization_id, environment, thread_identifier, first_arrival,
        last_arrival, logs, errors, prompt_tokens, completion_tokens, cost_usd,
        customer_identifier, model)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (organization_id, environment, thread_identifier) do update set
        first_arrival = least(t.first_arrival, excluded.first_arrival),
        last_arrival = greatest(t.last_arrival, excluded.last_arrival),
        logs = t.logs + excluded.logs,
        errors = t.errors + excluded.errors,
        prompt_tokens = t.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = t.completion_tokens + excluded.completion_tokens,
        cost_usd = t.cost_usd + excluded.cost_usd,
        customer_identifier = coalesce(excluded.customer_identifier, t.customer_identifier),
        model = coalesce(excluded.model, t.model)
      """;

  private ThreadSums() {}

  /** Adds spans that are new, or that became part of a conversation. */
  public static void move(Connection connection, List<Span> fresh) throws SQLException {
    var sums = new TreeMap<Key, Sum>(Key.ORDER);
    for (var span : fresh) {
      var thread = span.tags().threadIdentifier();
      if (thread != null && !thread.isEmpty()) {
        var key = new Key(span.organization().value(), span.origin().environment().wire(), thread);
        sums.computeIfAbsent(key, k -> new Sum()).add(span);
      }
    }
    if (sums.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(GROW)) {
      for (var entry : sums.entrySet()) {
        entry.getKey().bind(statement);
        entry.getValue().bind(statement);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private record Key(UUID organization, String environment, String thread) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::organization)
            .thenComparing(Key::environment)
            .thenComparing(Key::thread);

    void bind(PreparedStatement statement) throws SQLException {
      statement.setObject(1, organization);
      statement.setString(2, environment);
      statement.setString(3, thread);
    }
  }

  private static final class Sum {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long logs;
    private long errors;
    private long promptTokens;
    private long completionTokens;
    private BigDecimal cost = BigDecimal.ZERO;
    private @Nullable String customer;
    private @Nullable String model;

    void add(Span span) {
      first = span.arrival().isBefore(first) ? span.arrival() : first;
      last = span.arrival().isAfter(last) ? span.arrival() : last;
      var usage = span.metering().usage();
      logs++;
      errors += span.result().status() == Span.Status.FAILED ? 1 : 0;
      promptTokens += usage.prompt();
      completionTokens += usage.completion();
      cost = cost.add(Optional.ofNullable(span.metering().cost().usd()).orElse(BigDecimal.ZERO));
      customer = either(span.tags().customerIdentifier(), customer);
      model = either(span.called().model(), model);
    }

    private static @Nullable String either(@Nullable String own, @Nullable String there) {
      return own == null || own.isEmpty() ? there : own;
    }

    void bind(PreparedStatement statement) throws SQLException {
      statement.setObject(4, first.atOffset(ZoneOffset.UTC));
      statement.setObject(5, last.atOffset(ZoneOffset.UTC));
      statement.setLong(6, logs);
      statement.setLong(7, errors);
      statement.setLong(8, promptTokens);
      statement.setLong(9, completionTokens);
      statement.setBigDecimal(10, cost);
      statement.setString(11, customer);
      statement.setString(12, model);
    }
  }
}

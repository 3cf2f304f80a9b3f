package dev.turnpike.persistence.sum;

import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The table {@code key_counter}: how often a key called and what it spent. Rows are touched in one
 * order everywhere, so that replicas do not deadlock.
 */
public final class KeySums {
  private static final String MOVE_KEY =
      """
      insert into key_counter as c (organization_id, key_id, calls, spent_usd, last_used_at)
      values (?, ?, ?, ?, ?)
      on conflict (organization_id, key_id) do update set
        calls = c.calls + excluded.calls,
        spent_usd = c.spent_usd + excluded.spent_usd,
        last_used_at = greatest(c.last_used_at, excluded.last_used_at)
      """;

  private KeySums() {}

  /** Adds spans that are new. */
  public static void move(Connection connection, List<Span> fresh) throws SQLException {
    var keys = new TreeMap<KeyRow, Sum>(KeyRow.ORDER);
    for (var span : fresh) {
      var keyId = span.origin().keyId();
      if (keyId != null) {
        var row = new KeyRow(span.organization().value(), keyId);
        keys.computeIfAbsent(row, r -> new Sum()).add(span);
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(MOVE_KEY)) {
      for (var entry : keys.entrySet()) {
        var sum = entry.getValue();
        statement.setObject(1, entry.getKey().organization());
        statement.setObject(2, entry.getKey().key());
        statement.setLong(3, sum.calls);
        statement.setBigDecimal(4, sum.cost);
        statement.setObject(5, sum.last.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Whether it passed the gateway, rather than being logged by a client. */
  public static boolean isGatewayCall(Span span) {
    return span.origin().method().equals("inference");
  }

  private record KeyRow(UUID organization, UUID key) {
    static final Comparator<KeyRow> ORDER =
        Comparator.comparing(KeyRow::organization).thenComparing(KeyRow::key);
  }

  /** What the spans of one key add up to. */
  private static final class Sum {
    private long calls;
    private BigDecimal cost = BigDecimal.ZERO;
    private Instant last = Instant.MIN;

    void add(Span span) {
      last = span.arrival().isAfter(last) ? span.arrival() : last;
      if (isGatewayCall(span)) {
        calls++;
        cost = cost.add(Optional.ofNullable(span.metering().cost().usd()).orElse(BigDecimal.ZERO));
      }
    }
  }
}

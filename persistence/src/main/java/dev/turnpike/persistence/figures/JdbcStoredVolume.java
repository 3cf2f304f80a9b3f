package dev.turnpike.persistence.figures;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.rollup.StoredVolume;
import dev.turnpike.persistence.span.SpanTransactions;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Sizes of the daily partitions, from the server's own books. Thread-safe. */
@Singleton
public final class JdbcStoredVolume implements StoredVolume {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  // By the primary key of rollup_day; two look-ups in the catalogue a day.
  private static final String DAYS =
      """
      select d.day, d.own,
        (d.own * coalesce(pg_total_relation_size(to_regclass('span_' || d.name)), 0)
          + d.own * coalesce(pg_total_relation_size(to_regclass('span_body_' || d.name)), 0))
          / d.everyones as bytes
      from (
        select (bucket at time zone 'UTC')::date as day,
          to_char(bucket at time zone 'UTC', 'YYYYMMDD') as name,
          coalesce(sum(requests) filter (where organization_id = ?), 0) as own,
          sum(requests) as everyones
        from rollup_day
        where scope = 't'
          and bucket >= ?::timestamp at time zone 'UTC' and bucket < ?::timestamp at time zone 'UTC'
        group by bucket
      ) d
      where d.own > 0 and to_regclass('span_' || d.name) is not null
      order by d.day limit 10000
      """;

  private final SpanTransactions transactions;

  public JdbcStoredVolume(DataSource database) {
    this.transactions = new SpanTransactions(database);
  }

  @Override
  public List<Day> days(OrganizationId organization, LocalDate from, LocalDate to) {
    return transactions.read(
        LONGEST,
        connection -> {
          try (var statement = connection.prepareStatement(DAYS)) {
            statement.setObject(1, organization.value());
            statement.setObject(2, from, Types.DATE);
            statement.setObject(3, to, Types.DATE);
            var days = new ArrayList<Day>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                days.add(
                    new Day(
                        rows.getObject("day", LocalDate.class),
                        rows.getLong("own"),
                        rows.getBigDecimal("bytes").longValue()));
              }
            }
            return days;
          }
        });
  }
}

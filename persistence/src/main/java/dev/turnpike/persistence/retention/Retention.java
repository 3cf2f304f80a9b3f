package dev.turnpike.persistence.retention;

import dev.turnpike.persistence.span.SpanPartitions;
import dev.turnpike.persistence.span.SpanTransactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Drops logs and sums whose time is over, and makes the partitions of the next days. Partitions are
 * dropped whole, which costs no scan; only what has none, or lies in a default one, is deleted by
 * rows. Thread-safe; run on one replica at a time, however many start it.
 */
public final class Retention {
  private static final Logger LOG = System.getLogger(Retention.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** For the transaction that has it; the number is this feature's own. */
  private static final String LOCK = "select pg_try_advisory_xact_lock(7281033465002)";

  /** A partition waits for its readers; whoever comes behind us must not wait long for both. */
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '2s'";

  // Of a partitioned table, by the catalogue; the default partition has no bounds to compare.
  private static final String PARTITIONS =
      """
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = ?::regclass and c.relname <> ? order by c.relname limit 10000
      """;

  /** Few enough for one short transaction. */
  private static final int AT_ONCE = 5_000;

  private static final int MOST_ROUNDS = 2_000;

  private final SpanTransactions transactions;
  private final SpanPartitions partitions;
  private final RetentionSettings settings;
  private final Clock clock;

  public Retention(DataSource database, RetentionSettings settings, Clock clock) {
    this.transactions = new SpanTransactions(database);
    this.partitions = new SpanPartitions(database);
    this.settings = settings;
    this.clock = clock;
  }

  /** A table partitioned by time, and from when on its rows are kept. */
  private record Kept(String table, String column, boolean byMonth, LocalDate since) {
    /** The day behind the last one of the partition of this name. */
    LocalDate end(String partition) {
      var suffix = partition.substring(table.length() + 1);
      return byMonth
          ? YearMonth.parse(suffix, DateTimeFormatter.ofPattern("yyyyMM")).plusMonths(1).atDay(1)
          : LocalDate.parse(suffix, DateTimeFormatter.BASIC_ISO_DATE).plusDays(1);
    }
  }

  /** A table without partitions whose rows go with the logs they tell of. */
  private record Rows(String table, String column) {}

  private static final List<Rows> WITH_FACTS =
      List.of(
          new Rows("span_identity", "arrival"),
          new Rows("trace", "last_arrival"),
          new Rows("thread", "last_arrival"),
          new Rows("awaited_call", "span_arrival"));

  /**
   * Does what is due now; what could not be done (a partition in use) is due the next time.
   * Blocking, for minutes when there is much.
   *
   * @return names of the partitions that were dropped
   */
  public List<String> run() {
    var now = clock.instant();
    partitions.ensureFrom(now.atOffset(ZoneOffset.UTC).toLocalDate());
    var dropped = new ArrayList<String>();
    for (var kept : kept(now)) {
      for (var partition : partitions(kept.table())) {
        if (!kept.end(partition).isAfter(kept.since()) && drop(partition)) {
          dropped.add(partition);
        }
      }
      deleteRows(kept.table() + "_default", kept.column(), RetentionSettings.start(kept.since()));
    }
    for (var rows : WITH_FACTS) {
      deleteRows(rows.table(), rows.column(), RetentionSettings.start(settings.factsSince(now)));
    }
    if (!dropped.isEmpty()) {
      LOG.log(Level.INFO, "Logs whose time is over were dropped: {0}", dropped);
    }
    return dropped;
  }

  private List<Kept> kept(Instant now) {
    return List.of(
        new Kept("span_body", "arrival", false, settings.bodiesSince(now)),
        new Kept("span", "arrival", false, settings.factsSince(now)),
        new Kept("rollup_minute", "bucket", false, day(settings.minutesSince(now))),
        new Kept("rollup_hour", "bucket", true, day(settings.hoursSince(now))));
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private List<String> partitions(String table) {
    return transactions.run(
        LONGEST,
        connection -> {
          try (var statement = connection.prepareStatement(PARTITIONS)) {
            statement.setString(1, table);
            statement.setString(2, table + "_default");
            var names = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                names.add(rows.getString(1));
              }
            }
            return names;
          }
        });
  }

  /** False when another replica is at it, or somebody reads it for longer than we may wait. */
  private boolean drop(String partition) {
    return transactions.run(
        LONGEST,
        connection -> {
          if (!isOurs(connection)) {
            return false;
          }
          try (var statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
            statement.execute("drop table if exists " + partition);
            return true;
          } catch (SQLException e) {
            if (!"55P03".equals(e.getSQLState())) {
              throw e;
            }
            connection.rollback();
            LOG.log(Level.INFO, "{0} is in use and will be dropped later", partition);
            return false;
          }
        });
  }

  private void deleteRows(String table, String column, Instant before) {
    var sql =
        "delete from %s where ctid = any(array(select ctid from %s where %s < ? limit %d))"
            .formatted(table, table, column, AT_ONCE);
    for (var round = 0; round < MOST_ROUNDS; round++) {
      var deleted =
          transactions.run(
              LONGEST,
              connection -> {
                if (!isOurs(connection)) {
                  return 0;
                }
                try (var statement = connection.prepareStatement(sql)) {
                  statement.setObject(1, before.atOffset(ZoneOffset.UTC));
                  return statement.executeUpdate();
                }
              });
      if (deleted < AT_ONCE) {
        return;
      }
    }
  }

  private static boolean isOurs(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(LOCK)) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}

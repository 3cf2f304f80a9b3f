package dev.turnpike.persistence.span;

import dev.turnpike.core.span.Span;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Daily partitions of the span tables, by UTC day of arrival, and those of their sums: made ahead
 * of time, and on demand for a spool that waited longer. When one cannot be made its spans go to
 * the default partition, where every query finds them too.
 */
public final class SpanPartitions {
  private static final Logger LOG = System.getLogger(SpanPartitions.class.getName());

  /** Rows of sums grow while their bucket is the present one: room for that in each page. */
  private static final String GROWING = " with (fillfactor = 70)";

  /**
   * Compressing bodies of 2 to 4 kB costs the server as much as all else of storing them, and a
   * search would undo it for each one it looks at.
   */
  private static final String PLAIN = " with (toast_tuple_target = 4080)";

  private static final Map<String, String> BY_DAY =
      Map.of("span", "", "span_body", PLAIN, "rollup_minute", GROWING);
  private static final String BY_MONTH = "rollup_hour";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
  private static final int DAYS_AHEAD = 3;

  /** One replica at a time; the number is this feature's own. */
  private static final String LOCK = "select pg_advisory_xact_lock(7281033465001)";

  /** A long query must not hold up the log behind the lock that a new partition needs. */
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '2s'";

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final SpanTransactions transactions;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  public SpanPartitions(DataSource database) {
    this.transactions = new SpanTransactions(database);
  }

  /** Makes what the batch needs, and on each new day what the next ones will. */
  void ensureFor(List<Span> batch) {
    var missing = new TreeSet<LocalDate>();
    for (var span : batch) {
      var day = day(span.arrival());
      if (!known.contains(day)) {
        missing.add(day);
      }
    }
    if (!missing.isEmpty()) {
      for (var ahead = 1; ahead <= DAYS_AHEAD; ahead++) {
        missing.add(missing.last().plusDays(1));
      }
      missing.removeAll(known);
      create(missing);
    }
  }

  /** Makes those of the day and of the next ones, before anything comes in. */
  public void ensureFrom(LocalDate day) {
    create(day.datesUntil(day.plusDays(DAYS_AHEAD + 1)).filter(d -> !known.contains(d)).toList());
  }

  static LocalDate day(Instant arrival) {
    return arrival.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private void create(Collection<LocalDate> days) {
    for (var day : days) {
      transactions.run(LONGEST, connection -> create(connection, day));
      known.add(day);
    }
  }

  private static boolean create(Connection connection, LocalDate day) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(LOCK_TIMEOUT);
      statement.execute(LOCK);
      for (var table : BY_DAY.entrySet()) {
        var made = statement(table.getKey(), day, day.plusDays(1), DAY);
        statement.execute(made + table.getValue());
      }
      var month = day.withDayOfMonth(1);
      statement.execute(statement(BY_MONTH, month, month.plusMonths(1), MONTH) + GROWING);
      return true;
    } catch (SQLException e) {
      if (!isHarmless(e)) {
        throw e;
      }
      connection.rollback();
      LOG.log(
          Level.WARNING,
          "Log partition of {0} not made, its rows go to the default one: {1}",
          day,
          e.getMessage());
      return false;
    }
  }

  private static String statement(
      String table, LocalDate from, LocalDate to, DateTimeFormatter name) {
    return "create table if not exists %s_%s partition of %s for values from ('%s') to ('%s')"
        .formatted(
            table,
            name.format(from),
            table,
            from.atStartOfDay(ZoneOffset.UTC).toInstant(),
            to.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** The default partition holds rows of that day already, or a lock was not to be had in time. */
  private static boolean isHarmless(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.equals("23514") || state.equals("55P03");
  }
}

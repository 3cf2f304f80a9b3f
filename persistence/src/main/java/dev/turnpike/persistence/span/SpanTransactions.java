package dev.turnpike.persistence.span;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Runs work in one transaction, with an end to waiting: a peer that vanished answers no query. */
public final class SpanTransactions {
  /** The driver closes the socket itself when time is up; nothing needs to be run for that. */
  private static final Executor HERE = Runnable::run;

  /** The server says that time is up before the socket is closed. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final DataSource database;

  public SpanTransactions(DataSource database) {
    this.database = database;
  }

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Commits what the work did.
   *
   * @param longest each answer of the database may take so long
   * @throws dev.turnpike.core.span.SpanStore.SpanRefused or {@link
   *     dev.turnpike.core.span.SpanStore.StoreUnavailable}; after the latter it may be committed or
   *     not
   */
  public <T> T run(Duration longest, Work<T> work) {
    try (var connection = database.getConnection()) {
      var before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(HERE, Math.toIntExact(longest.toMillis()));
      connection.setAutoCommit(false);
      try {
        var result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      } finally {
        if (!connection.isClosed()) {
          connection.setNetworkTimeout(HERE, before);
        }
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  /**
   * Reads what a user asked for. The server ends it when time is up, so that no question, whatever
   * its patterns, keeps on working for nobody.
   *
   * @throws dev.turnpike.core.span.SpanStore.QueryRefused when it takes too long, or a pattern
   *     cannot be read
   */
  public <T> T read(Duration longest, Work<T> work) {
    return run(
        longest.plus(GRACE),
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + longest.toMillis());
            statement.execute("set transaction read only");
          }
          return work.on(connection);
        });
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}

package dev.turnpike.benchmarks.storage;

import static dev.turnpike.benchmarks.storage.Intercepted.call;
import static dev.turnpike.benchmarks.storage.Intercepted.proxy;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * A database whose statements are timed, as the one who waits for them sees it. Keeps one
 * connection, as a pool would, so that statements stay prepared. Not thread-safe.
 */
final class Timed {
  private final Connection connection;
  private final Map<String, Spent> spent = new LinkedHashMap<>();

  Timed(Connection connection) {
    this.connection = connection;
  }

  /** How often, and how long together. */
  record Spent(long times, Duration together) {
    Spent plus(Duration one) {
      return new Spent(times + 1, together.plus(one));
    }
  }

  /** By what the statement does, in the order in which they were first sent. */
  Map<String, Spent> spent() {
    return spent;
  }

  DataSource source() {
    var kept =
        proxy(
            Connection.class,
            (method, arguments) ->
                switch (method.getName()) {
                  case "close" -> null;
                  case "prepareStatement" ->
                      statement(
                          (PreparedStatement) call(connection, method, arguments),
                          label((String) arguments[0]));
                  case "unwrap" -> copying();
                  case "commit" -> time("commit", connection, method, arguments);
                  default -> call(connection, method, arguments);
                });
    return proxy(DataSource.class, (method, arguments) -> kept);
  }

  private PreparedStatement statement(PreparedStatement real, String label) {
    return proxy(
        PreparedStatement.class,
        (method, arguments) ->
            method.getName().startsWith("execute")
                ? time(label, real, method, arguments)
                : call(real, method, arguments));
  }

  /** COPY is no statement: its time is that of handing over and ending. */
  private PGConnection copying() {
    return proxy(
        PGConnection.class,
        (method, arguments) ->
            method.getName().equals("getCopyAPI")
                ? new CopyManager((BaseConnection) connection) {
                  @Override
                  public CopyIn copyIn(String sql) throws SQLException {
                    var real = super.copyIn(sql);
                    var label = label(sql);
                    return proxy(CopyIn.class, (step, its) -> time(label, real, step, its));
                  }
                }
                : call(connection, method, arguments));
  }

  private Object time(String label, Object target, Method method, Object[] arguments)
      throws Throwable {
    var from = System.nanoTime();
    var result = call(target, method, arguments);
    var took = Duration.ofNanos(System.nanoTime() - from);
    spent.merge(label, new Spent(1, took), (known, one) -> known.plus(took));
    return result;
  }

  /** Its first words: what is done to which table. */
  private static String label(String sql) {
    var words = sql.strip().split("[\\s(]+", 5);
    return String.join(" ", Arrays.copyOf(words, Math.min(3, words.length)));
  }
}

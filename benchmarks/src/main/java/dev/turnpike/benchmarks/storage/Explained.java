package dev.turnpike.benchmarks.storage;

import static dev.turnpike.benchmarks.storage.Intercepted.call;
import static dev.turnpike.benchmarks.storage.Intercepted.proxy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A database that explains each query with its own values before it answers it: what it took there,
 * planning included, and by which plan. Keeps one connection. Not thread-safe.
 */
final class Explained {
  private static final Pattern TIME = Pattern.compile("(?:Planning|Execution) Time: ([0-9.]+) ms");

  private final Connection connection;
  private final List<String> plan = new ArrayList<>();
  private double millis;

  Explained(Connection connection) {
    this.connection = connection;
  }

  /** What queries took since the last call, together. */
  Duration taken() {
    var taken = Duration.ofNanos((long) (millis * 1e6));
    millis = 0;
    return taken;
  }

  /** The lines of their plans since the last call. */
  List<String> plans() {
    var lines = List.copyOf(plan);
    plan.clear();
    return lines;
  }

  DataSource source() {
    var kept =
        proxy(
            Connection.class,
            (method, arguments) ->
                switch (method.getName()) {
                  case "close" -> null;
                  case "prepareStatement" -> statement((String) arguments[0]);
                  default -> call(connection, method, arguments);
                });
    return proxy(DataSource.class, (method, arguments) -> kept);
  }

  /** Values are handed to the query and to its explanation alike. */
  private PreparedStatement statement(String sql) throws SQLException {
    var real = connection.prepareStatement(sql);
    var explain = connection.prepareStatement("explain (analyze, timing off) " + sql);
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          var name = method.getName();
          if (name.equals("executeQuery")) {
            explain(explain);
          } else if (name.startsWith("set") || name.equals("close")) {
            call(explain, method, arguments);
          }
          return call(real, method, arguments);
        });
  }

  private void explain(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        var line = rows.getString(1);
        plan.add(line);
        var time = TIME.matcher(line);
        if (time.find()) {
          millis += Double.parseDouble(time.group(1));
        }
      }
    }
  }
}

package dev.turnpike.benchmarks.storage;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What a stretch of work takes, from its making on: time, and the processor's time of the server's
 * process and of this thread. The latter hardly depends on what else the machine does.
 */
final class Effort {
  private final ProcessHandle server;
  private final long begun = System.nanoTime();
  private final long hereBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  private final Duration serverBefore;

  /** The server's process is the one behind this connection, on this machine. */
  Effort(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      server = ProcessHandle.of(row.getLong(1)).orElseThrow();
    }
    serverBefore = spent(server);
  }

  private static Duration spent(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  Duration time() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  Duration server() {
    return spent(server).minus(serverBefore);
  }

  Duration here() {
    return Duration.ofNanos(
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - hereBefore);
  }
}

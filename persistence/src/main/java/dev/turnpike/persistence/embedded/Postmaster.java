package dev.turnpike.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The server's main process, as its pid file in the cluster tells: process id in the first line,
 * data folder in the second.
 */
final class Postmaster {
  private final ServerProgram program;
  private final Cluster cluster;

  Postmaster(ServerProgram program, Cluster cluster) {
    this.program = program;
    this.cluster = cluster;
  }

  /** Returns when the server takes connections. */
  ServerProgram.Ended start() throws IOException {
    Files.deleteIfExists(cluster.serverLog());
    // pg_ctl gives the server a session of its own: Ctrl-C in the terminal must reach the gateway
    // alone, which stops the server after it has written its last rows.
    var ended =
        program.run(
            "pg_ctl",
            List.of(
                "start",
                "--pgdata=" + cluster.folder(),
                "--log=" + cluster.serverLog(),
                "--wait",
                "--timeout=100"));
    if (ended.well() || !Files.exists(cluster.serverLog())) {
      return ended;
    }
    return new ServerProgram.Ended(ended.status(), Files.readString(cluster.serverLog(), UTF_8));
  }

  /** Whether the server of this cluster lives; a process nobody has buried yet does not. */
  boolean isRunning() throws IOException {
    var process = named().filter(Postmaster::isServer);
    return process.isPresent() && !isDefunct(process.get());
  }

  private static boolean isServer(ProcessHandle process) {
    return process.info().command().map(Path::of).map(c -> c.endsWith("postgres")).orElse(true);
  }

  /** In a container whose first process buries no strangers, a killed server stays in the list. */
  private static boolean isDefunct(ProcessHandle process) throws IOException {
    try {
      var stat = Files.readString(Path.of("/proc", process.pid() + "", "stat"), UTF_8);
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (NoSuchFileException e) {
      return false; // a system without /proc
    }
  }

  /** Ends the server: open transactions are rolled back, everything committed is on disk. */
  void stop() throws IOException {
    var process = named();
    var ended = stop("fast", 60);
    if (!ended.well() && named().isPresent()) {
      // What was committed is in the write-ahead log; the next start replays it.
      ended = stop("immediate", 10);
    }
    if (!ended.well() && named().isPresent()) {
      throw new IOException("PostgreSQL does not stop: " + ended.reason());
    }
    // pg_ctl returns when the pid file is gone, a moment before the process is.
    process.ifPresent(Postmaster::awaitEnd);
  }

  private static void awaitEnd(ProcessHandle process) {
    var unused = process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
  }

  private ServerProgram.Ended stop(String mode, int seconds) throws IOException {
    return program.run(
        "pg_ctl",
        List.of(
            "stop",
            "--pgdata=" + cluster.folder(),
            "--mode=" + mode,
            "--wait",
            "--timeout=" + seconds));
  }

  /**
   * Stops a server that a killed gateway left behind; the caller holds the lock of the data
   * directory, so it can be no one else's. Answers its process id when there was one.
   */
  OptionalLong stopOrphan() throws IOException {
    var named = named();
    if (named.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!isServer(named.get())) {
      // The number was given to another program since (in a container after each restart), which
      // PostgreSQL would take for itself and refuse to start.
      Files.deleteIfExists(pidFile());
      return OptionalLong.empty();
    }
    stop();
    return OptionalLong.of(named.get().pid());
  }

  /** The living process the pid file names, if it was written for this very cluster. */
  private Optional<ProcessHandle> named() throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(pidFile(), UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.size() < 2 || !lines.getFirst().strip().matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    Path served = Path.of(lines.get(1).strip());
    if (!Files.exists(served) || !Files.isSameFile(served, cluster.folder())) {
      return Optional.empty(); // a copied folder; the original's server is none of our business
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(ProcessHandle::isAlive);
  }

  private Path pidFile() {
    return cluster.folder().resolve("postmaster.pid");
  }
}

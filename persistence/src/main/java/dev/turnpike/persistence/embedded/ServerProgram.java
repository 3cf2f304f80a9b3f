package dev.turnpike.persistence.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the server's own programs ({@code initdb}, {@code pg_ctl}). PostgreSQL refuses to run as
 * root; started by root it is put into a user namespace of its own, where it has no privileges.
 */
final class ServerProgram {
  private static final long PATIENCE_SECONDS = 120;

  private final Path bin;
  private final boolean asRoot;

  ServerProgram(Path files) throws IOException, DatabaseUnavailable {
    this.bin = files.resolve("bin");
    this.asRoot = isRoot();
    if (asRoot && !namespacesWork()) {
      throw new DatabaseUnavailable(
          "PostgreSQL refuses to run as root, and this system does not let root start it in a user namespace. "
              + "Start Turnpike as a normal user, or set TURNPIKE_DATABASE_URL to a PostgreSQL of your own.");
    }
  }

  /** How a program ended and everything it printed. */
  record Ended(int status, String output) {
    boolean well() {
      return status == 0;
    }

    /** The line that says what went wrong, as far as one can tell. */
    String reason() {
      List<String> lines = output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      return lines.stream()
          .filter(l -> l.contains("FATAL") || l.contains("error:"))
          .findFirst()
          .orElseGet(() -> lines.isEmpty() ? "exit status " + status : lines.getLast());
    }
  }

  Ended run(String program, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    if (asRoot) {
      command.add("unshare");
      command.add("--user");
    }
    command.add(bin.resolve(program).toString());
    command.addAll(arguments);
    return execute(command);
  }

  private static Ended execute(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // PGDATA, PGPORT and the like of the user's shell are about other servers.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(
            command.getFirst() + " did not end within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.getFirst(), e);
    }
    return new Ended(process.exitValue(), output);
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
        : "root".equals(System.getProperty("user.name"));
  }

  private static boolean namespacesWork() {
    try {
      return execute(List.of("unshare", "--user", "true")).well();
    } catch (IOException e) {
      return false; // no such program here
    }
  }
}

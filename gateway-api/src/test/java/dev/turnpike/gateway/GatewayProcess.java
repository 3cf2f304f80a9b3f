package dev.turnpike.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway of its own, started as users start it: the built application in a process, on free
 * ports and a data directory. For tests that kill it. Needs the application built, so it belongs
 * into classes named {@code *IT}.
 */
public final class GatewayProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Pattern LISTENING =
      Pattern.compile(
          "Listening on: http://\\S+?:(\\d+)\\. Management interface listening on http://\\S+?:(\\d+)\\.");

  private final Process process;
  private final Path data;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private GatewayProcess(Process process, Path data) {
    this.process = process;
    this.data = data;
    // Reading a pipe holds a virtual thread's carrier: on two cores every second one.
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  /** What a gateway left that ended by itself. */
  public record Ended(int status, List<String> log) {}

  /**
   * Starts one and returns when it listens.
   *
   * @param environment settings besides those of {@link #settings}, which they replace
   */
  public static GatewayProcess start(Path data, Map<String, String> environment) {
    var gateway = launch(data, environment);
    gateway.await(LISTENING);
    return gateway;
  }

  /** Starts one that is expected to refuse. */
  public static Ended runToEnd(Path data, Map<String, String> environment) {
    try (var gateway = launch(data, environment)) {
      if (!gateway.process.waitFor(PATIENCE)) {
        throw new AssertionError("still running: " + gateway.log);
      }
      gateway.reader.join();
      return new Ended(gateway.process.exitValue(), List.copyOf(gateway.log));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings every process of the tests starts with. */
  public static Map<String, String> settings(Path data) {
    return Map.of(
        "TURNPIKE_PORT",
        "0",
        "TURNPIKE_MANAGEMENT_PORT",
        "0",
        "TURNPIKE_DATA_DIR",
        data.toString(),
        "TURNPIKE_API_KEY",
        TurnpikeServer.API_KEY,
        "TURNPIKE_ADMIN_EMAIL",
        TurnpikeServer.ADMIN_EMAIL,
        "TURNPIKE_ADMIN_PASSWORD",
        TurnpikeServer.ADMIN_PASSWORD);
  }

  private static GatewayProcess launch(Path data, Map<String, String> environment) {
    try {
      shareServerPrograms(data);
      var builder = new ProcessBuilder(command()).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("TURNPIKE_"));
      var settings = new HashMap<>(settings(data));
      settings.putAll(environment);
      builder.environment().putAll(settings);
      return new GatewayProcess(builder.start(), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacking 60 MB for each process would be most of a test's time. */
  private static void shareServerPrograms(Path data) throws IOException {
    if (Files.isDirectory(data) && Files.notExists(data.resolve("pg-server"))) {
      Files.createDirectories(TurnpikeServer.BINARIES);
      Files.createSymbolicLink(data.resolve("pg-server"), TurnpikeServer.BINARIES);
    }
  }

  private static List<String> command() {
    Path executable = Path.of(System.getProperty("native.image.path", ""));
    if (Files.isExecutable(executable) && Files.isRegularFile(executable)) {
      return List.of(executable.toString());
    }
    Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    if (Files.notExists(jar)) {
      throw new IllegalStateException("the application is not built: " + jar);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
  }

  /** Where callers and the console reach it. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + port(1));
  }

  /** Where health and metrics are. */
  public URI management() {
    return URI.create("http://127.0.0.1:" + port(2));
  }

  public long pid() {
    return process.pid();
  }

  /** What it has printed so far. */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** As by {@code kill -9}: it gets no chance to tidy up. */
  public void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  /** As by {@code kill}: it ends its calls, writes its rows and stops its database. */
  public int stop() {
    process.destroy();
    return waitForEnd();
  }

  /** Waits until it has printed a line in which the pattern is found. */
  public void await(Pattern pattern) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (log.stream().noneMatch(line -> pattern.matcher(line).find())) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(
            "never printed " + pattern + ":\n" + String.join("\n", new ArrayList<>(log)));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    try {
      // The shared programs must not go with the test's folder.
      if (Files.isSymbolicLink(data.resolve("pg-server"))) {
        Files.delete(data.resolve("pg-server"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int waitForEnd() {
    try {
      if (!process.waitFor(PATIENCE)) {
        throw new AssertionError("does not end: " + log);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int port(int group) {
    return log.stream()
        .map(LISTENING::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.parseInt(found.group(group)))
        .findFirst()
        .orElseThrow();
  }

  private void read() {
    try (InputStream out = process.getInputStream();
        var lines = new BufferedReader(new InputStreamReader(out, UTF_8))) {
      lines.lines().forEach(log::add);
    } catch (IOException | UncheckedIOException e) {
      log.add("(output ends: " + e.getMessage() + ")");
    }
  }
}

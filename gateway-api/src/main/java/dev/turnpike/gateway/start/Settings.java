package dev.turnpike.gateway.start;

import dev.turnpike.gateway.secrets.MasterKeys;
import dev.turnpike.persistence.connection.DatabaseAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings, checked. {@link #toString} shows no secret.
 *
 * @param dataDirectory absolute
 * @param database absent: the embedded one
 * @param masterKeys the current one first; empty: the one in the data directory
 * @param apiKey the first API key, with all rights
 * @param owner who may sign in when nobody can yet
 * @param shutdownTimeout how long running calls may take to end
 * @param logLevel of the whole application
 */
public record Settings(
    String host,
    int port,
    String managementHost,
    int managementPort,
    Path dataDirectory,
    @Nullable DatabaseAddress database,
    List<String> masterKeys,
    @Nullable String apiKey,
    @Nullable FirstOwner owner,
    Duration shutdownTimeout,
    String logLevel) {

  /** Shorter ones could be guessed by trying. */
  private static final int MIN_API_KEY = 32;

  private static final List<String> LOG_LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  public Settings {
    masterKeys = List.copyOf(masterKeys);
  }

  /** Who owns a gateway that has no members yet. */
  public record FirstOwner(String email, String password) {
    @Override
    public String toString() {
      return "FirstOwner[" + email + "]";
    }
  }

  /**
   * Reads and checks them all.
   *
   * @param source value of an environment variable; null or blank when not set
   * @throws StartFailure naming the first setting that is wrong; secrets are not shown
   */
  static Settings read(UnaryOperator<@Nullable String> source) {
    var values = new Values(source);
    return new Settings(
        values.host(Setting.HOST),
        values.port(Setting.PORT, 8080),
        values.host(Setting.MANAGEMENT_HOST),
        values.port(Setting.MANAGEMENT_PORT, 9000),
        values.dataDirectory(),
        values.database(),
        values.masterKeys(),
        values.apiKey(),
        values.owner(),
        values.shutdownTimeout(),
        values.logLevel());
  }

  @Override
  public String toString() {
    return "Settings[%s:%d, %s]".formatted(host, port, dataDirectory);
  }

  private record Values(UnaryOperator<@Nullable String> source) {
    Optional<String> find(Setting setting) {
      // Compose files hand over variables that are not set as empty ones.
      return Optional.ofNullable(source.apply(setting.variable()))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }

    String host(Setting setting) {
      String host = find(setting).orElse("127.0.0.1");
      if (host.contains("/") || host.matches(".*\\s.*")) {
        throw wrong(
            setting,
            "must be a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0");
      }
      return host;
    }

    int port(Setting setting, int standard) {
      String text = find(setting).orElse(String.valueOf(standard));
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
        throw wrong(
            setting, "must be a number from 0 to 65535 (0: any free port), and is '" + text + "'");
      }
      return Integer.parseInt(text);
    }

    Path dataDirectory() {
      String text = find(Setting.DATA_DIR).orElse("~/.turnpike");
      String home = System.getProperty("user.home", "");
      try {
        // The shell leaves a tilde alone in quotes and in env files.
        return (text.equals("~") || text.startsWith("~/")
                ? Path.of(home + text.substring(1))
                : Path.of(text))
            .toAbsolutePath()
            .normalize();
      } catch (InvalidPathException e) {
        throw wrong(Setting.DATA_DIR, "is not a path: " + e.getReason());
      }
    }

    @Nullable DatabaseAddress database() {
      String url = find(Setting.DATABASE_URL).orElse(null);
      if (url == null) {
        return null;
      }
      try {
        return DatabaseAddress.parse(url);
      } catch (IllegalArgumentException e) {
        throw wrong(Setting.DATABASE_URL, String.valueOf(e.getMessage()));
      }
    }

    List<String> masterKeys() {
      var current = find(Setting.MASTER_KEY);
      var previous = find(Setting.PREVIOUS_MASTER_KEYS);
      if (current.isEmpty() && previous.isPresent()) {
        throw wrong(Setting.PREVIOUS_MASTER_KEYS, "needs TURNPIKE_MASTER_KEY, the current one");
      }
      checkLength(Setting.MASTER_KEY, current.stream());
      var earlier = previous.stream().flatMap(text -> Stream.of(text.split("\\s+"))).toList();
      checkLength(Setting.PREVIOUS_MASTER_KEYS, earlier.stream());
      return Stream.concat(current.stream(), earlier.stream()).toList();
    }

    private static void checkLength(Setting setting, Stream<String> keys) {
      if (keys.anyMatch(key -> key.length() < MasterKeys.MIN_LENGTH)) {
        throw wrong(
            setting,
            "must have at least %d characters; `openssl rand -base64 32` makes one"
                .formatted(MasterKeys.MIN_LENGTH));
      }
    }

    @Nullable String apiKey() {
      String key = find(Setting.API_KEY).orElse(null);
      if (key != null && key.length() < MIN_API_KEY) {
        throw wrong(
            Setting.API_KEY,
            "must have at least %d characters; `openssl rand -hex 24` makes one"
                .formatted(MIN_API_KEY));
      }
      if (key != null && !key.matches("[!-~]+")) {
        throw wrong(
            Setting.API_KEY,
            "may hold letters, digits and punctuation of ASCII only, as it travels in a header");
      }
      return key;
    }

    @Nullable FirstOwner owner() {
      var email = find(Setting.ADMIN_EMAIL);
      var password = find(Setting.ADMIN_PASSWORD);
      if (email.isPresent() && password.isPresent()) {
        return new FirstOwner(email.get(), password.get());
      }
      if (email.isPresent() || password.isPresent()) {
        throw wrong(
            email.isPresent() ? Setting.ADMIN_PASSWORD : Setting.ADMIN_EMAIL,
            "must be set too: e-mail and password go together");
      }
      return null;
    }

    Duration shutdownTimeout() {
      String text = find(Setting.SHUTDOWN_TIMEOUT).orElse("30");
      if (!text.matches("[0-9]{1,4}")) {
        throw wrong(Setting.SHUTDOWN_TIMEOUT, "must be a number of seconds, and is '" + text + "'");
      }
      return Duration.ofSeconds(Integer.parseInt(text));
    }

    String logLevel() {
      String level = find(Setting.LOG_LEVEL).orElse("INFO").toUpperCase(Locale.ROOT);
      if (!LOG_LEVELS.contains(level)) {
        throw wrong(Setting.LOG_LEVEL, "must be one of " + String.join(", ", LOG_LEVELS));
      }
      return level;
    }

    private static StartFailure wrong(Setting setting, String what) {
      return new StartFailure(setting.variable() + " " + what);
    }
  }
}

package dev.turnpike.gateway.start;

import dev.turnpike.core.upstream.AddressPolicy.Profile;
import dev.turnpike.gateway.egress.EgressSettings;
import dev.turnpike.gateway.mcp.McpHosts;
import dev.turnpike.gateway.relay.RelaySettings;
import dev.turnpike.gateway.secrets.MasterKeys;
import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.retention.RetentionSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of settings: each value checked, each error naming its setting in one line.
 *
 * @param source value of an environment variable; null or blank when not set
 */
record SettingValues(UnaryOperator<@Nullable String> source) {
  /** Shorter ones could be guessed by trying. */
  private static final int MIN_API_KEY = 32;

  private static final List<String> LOG_LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h|)");

  private Optional<String> find(Setting setting) {
    // Compose files hand over variables that are not set as empty ones.
    return Optional.ofNullable(source.apply(setting.variable()))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  String host(Setting setting) {
    String host = find(setting).orElse("127.0.0.1");
    if (host.contains("/") || host.matches(".*\\s.*")) {
      throw wrong(
          setting, "must be a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0");
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
    // The shell leaves a tilde alone in quotes and in env files.
    boolean atHome = text.equals("~") || text.startsWith("~/");
    return path(Setting.DATA_DIR, atHome ? home + text.substring(1) : text)
        .toAbsolutePath()
        .normalize();
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

  Settings.@Nullable FirstOwner owner() {
    var email = find(Setting.ADMIN_EMAIL);
    var password = find(Setting.ADMIN_PASSWORD);
    if (email.isPresent() && password.isPresent()) {
      return new Settings.FirstOwner(email.get(), password.get());
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

  RelaySettings relay() {
    return new RelaySettings(
        whole(Setting.MAX_BODY_BYTES, 52_428_800),
        whole(Setting.MAX_REPLY_BYTES, 52_428_800),
        whole(Setting.LOG_BODY_BYTES, 1_048_576),
        duration(Setting.HEARTBEAT, Duration.ofSeconds(15)),
        duration(Setting.LOG_HOLD, Duration.ofSeconds(1)));
  }

  EgressSettings egress() {
    return new EgressSettings(
        profile(),
        ports(),
        duration(Setting.CONNECT_TIMEOUT, Duration.ofSeconds(5)),
        whole(Setting.PROVIDER_MAX_IN_FLIGHT, 10_000));
  }

  private Profile profile() {
    String text = find(Setting.EGRESS_PROFILE).orElse("selfhosted");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "selfhosted" -> Profile.SELFHOSTED;
      case "hosted" -> Profile.HOSTED;
      default ->
          throw wrong(
              Setting.EGRESS_PROFILE, "must be selfhosted or hosted, and is '" + text + "'");
    };
  }

  private Set<Integer> ports() {
    var ports = new HashSet<Integer>();
    for (var port : find(Setting.EGRESS_ALLOWED_PORTS).orElse("").split("[,\\s]+")) {
      if (port.isEmpty()) {
        continue;
      }
      if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
        throw wrong(
            Setting.EGRESS_ALLOWED_PORTS,
            "must be port numbers separated by commas, and holds '" + port + "'");
      }
      ports.add(Integer.valueOf(port));
    }
    return ports;
  }

  /** Whether log rows are forced to disk one by one. */
  boolean spoolSyncedAlways() {
    String text = find(Setting.SPOOL_SYNC).orElse("batched");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "batched" -> false;
      case "always" -> true;
      default ->
          throw wrong(Setting.SPOOL_SYNC, "must be batched or always, and is '" + text + "'");
    };
  }

  /** Where memory outlives this process; absent: nowhere, or not wanted. */
  @Nullable Path spoolMemory() {
    String text = find(Setting.SPOOL_MEMORY).orElse("/dev/shm");
    return text.equalsIgnoreCase("off") ? null : path(Setting.SPOOL_MEMORY, text);
  }

  RetentionSettings retention() {
    return new RetentionSettings(
        days(Setting.LOG_RETENTION_DAYS, 90),
        days(Setting.LOG_BODY_RETENTION_DAYS, 30),
        days(Setting.ROLLUP_MINUTE_DAYS, 7),
        days(Setting.ROLLUP_HOUR_DAYS, 400));
  }

  McpHosts mcpHosts() {
    var names =
        Stream.of(find(Setting.MCP_HOSTS).orElse("").split("[,\\s]+"))
            .filter(name -> !name.isEmpty())
            .toList();
    for (var name : names) {
      if (!name.matches("[A-Za-z0-9._-]+")) {
        throw wrong(
            Setting.MCP_HOSTS,
            "must be host names without scheme or port, separated by commas, and holds '"
                + name
                + "'");
      }
    }
    return new McpHosts(names);
  }

  private int days(Setting setting, int standard) {
    String text = find(setting).orElse(String.valueOf(standard));
    if (!text.matches("[0-9]{1,5}")) {
      throw wrong(setting, "must be a number of days (0: for ever), and is '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private Path path(Setting setting, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw wrong(setting, "is not a path: " + e.getReason());
    }
  }

  /** At least 1. */
  private int whole(Setting setting, int standard) {
    String text = find(setting).orElse(String.valueOf(standard));
    if (!text.matches("[0-9]{1,10}")
        || Long.parseLong(text) < 1
        || Long.parseLong(text) > Integer.MAX_VALUE) {
      throw wrong(
          setting, "must be a number from 1 to " + Integer.MAX_VALUE + ", and is '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /** More than nothing; a number alone is seconds. */
  private Duration duration(Setting setting, Duration standard) {
    var given = find(setting);
    if (given.isEmpty()) {
      return standard;
    }
    var parts = TIME.matcher(given.get().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw wrong(setting, "must be a time such as 500ms, 15s or 2m, and is '" + given.get() + "'");
    }
    long amount = Long.parseLong(parts.group(1));
    var time =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofSeconds(amount);
        };
    if (time.isZero()) {
      throw wrong(setting, "must be more than 0");
    }
    return time;
  }

  private static StartFailure wrong(Setting setting, String what) {
    return new StartFailure(setting.variable() + " " + what);
  }
}

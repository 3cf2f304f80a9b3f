package dev.turnpike.gateway.start;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every setting there is: environment variables that start with {@code TURNPIKE_}. The table in
 * docs/settings.md lists the same names; a test compares them.
 */
enum Setting {
  HOST,
  PORT,
  MANAGEMENT_HOST,
  MANAGEMENT_PORT,
  DATA_DIR,
  DATABASE_URL,
  MASTER_KEY,
  PREVIOUS_MASTER_KEYS,
  API_KEY,
  ADMIN_EMAIL,
  ADMIN_PASSWORD,
  SHUTDOWN_TIMEOUT,
  LOG_LEVEL,
  EGRESS_PROFILE,
  EGRESS_ALLOWED_PORTS,
  MAX_BODY_BYTES,
  MAX_REPLY_BYTES,
  LOG_BODY_BYTES,
  LOG_HOLD,
  SPOOL_SYNC,
  SPOOL_MEMORY,
  LOG_RETENTION_DAYS,
  LOG_BODY_RETENTION_DAYS,
  ROLLUP_MINUTE_DAYS,
  ROLLUP_HOUR_DAYS,
  HEARTBEAT,
  CONNECT_TIMEOUT,
  PROVIDER_MAX_IN_FLIGHT,
  MCP_HOSTS,
  PROVIDER_KEYS_FROM_ENV,
  CATALOGUE,
  /** Read by the launcher: options for the virtual machine. */
  JAVA_OPTS,
  /** Read by the tests: a server to make test databases in. */
  TEST_DATABASE_URL,
  /** Read by the tests: a missing browser is a failure, not a skip. */
  REQUIRE_BROWSER;

  private static final String PREFIX = "TURNPIKE_";

  /** The environment variable. */
  String variable() {
    return PREFIX + name();
  }

  /**
   * One warning for each variable that looks like a setting and is none: a setting that is misspelt
   * would otherwise be ignored in silence.
   */
  static List<String> warnings(Collection<String> variables) {
    return variables.stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> Arrays.stream(values()).noneMatch(known -> known.variable().equals(name)))
        .sorted()
        .map(
            name ->
                name
                    + " is not a setting and is ignored"
                    + nearest(name).map(known -> "; did you mean " + known + "?").orElse(""))
        .toList();
  }

  private static Optional<String> nearest(String name) {
    return Arrays.stream(values())
        .map(Setting::variable)
        .filter(known -> distance(known, name) <= 1 + (name.length() - PREFIX.length()) / 3)
        .min(Comparator.comparingInt(known -> distance(known, name)));
  }

  /** Levenshtein: how many letters must be added, removed or replaced. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    Arrays.setAll(previous, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[other.length()];
  }
}

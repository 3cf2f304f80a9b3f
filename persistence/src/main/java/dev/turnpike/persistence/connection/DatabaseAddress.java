package dev.turnpike.persistence.connection;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the database is and who we are there. {@link #toString} shows neither user nor password.
 *
 * @param jdbcUrl without credentials; safe to log
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

  /** What the gateway wants of every connection, unless the URL says otherwise. */
  private static final Map<String, String> WANTED =
      Map.of(
          // Log batches: 41,000 rows a second instead of 30,000.
          "reWriteBatchedInserts", "true",
          "ApplicationName", "turnpike",
          "tcpKeepAlive", "true",
          // Seconds. A server that is paused or behind a dead link must not hold a thread for ever.
          "connectTimeout", "5",
          "loginTimeout", "5",
          "socketTimeout", "60");

  /** Spellings of psql and other PostgreSQL clients that the driver knows by another name. */
  private static final Map<String, String> DRIVER_NAMES =
      Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

  /**
   * Reads {@code postgresql://user:password@host:port/database?sslmode=require}; {@code
   * postgres://} and several hosts with commas are understood too. User and password are
   * percent-decoded.
   *
   * @throws IllegalArgumentException saying what is wrong, never showing the password
   */
  public static DatabaseAddress parse(String url) {
    String rest = withoutScheme(url.strip());
    int query = rest.indexOf('?');
    String parameters = query < 0 ? "" : rest.substring(query + 1);
    String place = query < 0 ? rest : rest.substring(0, query);

    int at = place.lastIndexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("has no user and password before the host");
    }
    String[] userInfo = place.substring(0, at).split(":", 2);
    String user = decode(userInfo[0], "user");
    String password = userInfo.length == 2 ? decode(userInfo[1], "password") : "";
    if (user.isEmpty()) {
      throw new IllegalArgumentException("has no user before the host");
    }

    String target = place.substring(at + 1);
    int slash = target.indexOf('/');
    String database = slash < 0 ? "" : decode(target.substring(slash + 1), "database name");
    if (database.isEmpty() || database.contains("/")) {
      throw new IllegalArgumentException(
          "must end in one database name, as in …@host:5432/turnpike");
    }
    String hosts = hosts(target.substring(0, slash));
    return new DatabaseAddress(
        "jdbc:postgresql://" + hosts + "/" + encode(database) + "?" + query(parameters),
        user,
        password);
  }

  /** The address of a server on this machine. */
  public static DatabaseAddress local(int port, String database, String user, String password) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:%d/%s?%s"
            .formatted(port, encode(database), query("sslmode=disable")),
        user,
        password);
  }

  /** Host, port and database, for people: no parameters, no credentials. */
  public String place() {
    String withoutPrefix = jdbcUrl.substring("jdbc:postgresql://".length());
    int query = withoutPrefix.indexOf('?');
    return query < 0 ? withoutPrefix : withoutPrefix.substring(0, query);
  }

  @Override
  public String toString() {
    return place();
  }

  private static String withoutScheme(String url) {
    String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    for (String scheme : new String[] {"postgresql://", "postgres://"}) {
      if (plain.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return plain.substring(scheme.length());
      }
    }
    throw new IllegalArgumentException(
        "must look like postgresql://user:password@host:5432/database");
  }

  private static String hosts(String hosts) {
    for (String host : hosts.split(",", -1)) {
      if (!host.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")) {
        // The text is not shown: with a '/' in an undecoded password it may be a part of that.
        throw new IllegalArgumentException(
            "has no valid host and port; characters like / ? # % in user or password must be percent-encoded");
      }
      String port = host.replaceFirst("^(\\[.*]|[^:]*):?", "");
      if (!port.isEmpty() && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
        throw new IllegalArgumentException("has a port outside 1 to 65535");
      }
    }
    return hosts;
  }

  private static String query(String parameters) {
    var all = new LinkedHashMap<String, String>();
    for (String parameter : parameters.split("&")) {
      String[] pair = parameter.split("=", 2);
      if (pair.length == 2) {
        String name = decode(pair[0], "parameter name");
        if (name.equals("user") || name.equals("password")) {
          throw new IllegalArgumentException(
              "must carry user and password before the host, not as parameters");
        }
        all.put(DRIVER_NAMES.getOrDefault(name, name), decode(pair[1], "parameter " + name));
      }
    }
    WANTED.keySet().stream().sorted().forEach(name -> all.putIfAbsent(name, WANTED.get(name)));
    return all.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String decode(String text, String what) {
    try {
      // In a URL's user info a plus is a plus.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has a "
              + what
              + " with a % that is not followed by two hex digits; write %25 for a percent sign");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

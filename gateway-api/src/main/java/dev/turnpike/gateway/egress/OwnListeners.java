package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy.Forbidden;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Our own ports, and our database's. Quarkus tells a random port only once it is bound, by changing
 * the configuration: it is asked until it is known.
 */
final class OwnListeners {
  private static final List<String> PORTS =
      List.of(
          "quarkus.http.port",
          "quarkus.http.ssl-port",
          "quarkus.http.test-port",
          "quarkus.management.port",
          "quarkus.management.test-port");

  private final Config config;
  private final List<Forbidden> database;
  private volatile List<Forbidden> all = List.of();
  private volatile boolean settled;

  OwnListeners(Config config) {
    this.config = config;
    this.database = database(config.getOptionalValue("quarkus.datasource.jdbc.url", String.class));
  }

  List<Forbidden> current() {
    if (!settled) {
      var found = new ArrayList<>(database);
      boolean unbound = false;
      for (var name : PORTS) {
        int port = config.getOptionalValue(name, Integer.class).orElse(-1);
        unbound |= port == 0;
        if (port > 0) {
          found.add(new Forbidden(null, port));
        }
      }
      all = List.copyOf(found);
      settled = !unbound;
    }
    return all;
  }

  private static List<Forbidden> database(Optional<String> jdbcUrl) {
    if (jdbcUrl.isEmpty() || !jdbcUrl.get().startsWith("jdbc:postgresql://")) {
      return List.of();
    }
    try {
      var url = URI.create(jdbcUrl.get().substring("jdbc:".length()));
      int port = url.getPort() == -1 ? 5432 : url.getPort();
      return Arrays.stream(InetAddress.getAllByName(url.getHost()))
          .map(address -> new Forbidden(address.isLoopbackAddress() ? null : address, port))
          .toList();
    } catch (IllegalArgumentException | UnknownHostException e) {
      // A name that does not resolve here and now guards nothing; 5432 is denied nearby anyway.
      return List.of();
    }
  }
}

package dev.turnpike.gateway.start;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells whoever started the gateway where things are. */
@ApplicationScoped
class StartSummary {
  private static final Logger LOG = System.getLogger("dev.turnpike");

  private final Settings settings;
  private final String version;

  StartSummary(
      Settings settings, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.settings = settings;
    this.version = version;
  }

  void tell(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent start) {
    LOG.log(Level.INFO, "Turnpike {0}", version);
    // A port of 0 is known only later; Quarkus' own last line tells it.
    if (settings.port() != 0) {
      LOG.log(Level.INFO, "Console   {0}/", origin(settings.host(), settings.port()));
      LOG.log(Level.INFO, "API       {0}/api", origin(settings.host(), settings.port()));
    }
    LOG.log(Level.INFO, "Data      {0}", settings.dataDirectory());
    LOG.log(Level.INFO, "Database  {0}", database());
  }

  private String database() {
    var external = settings.database();
    if (external != null) {
      return "PostgreSQL at " + external.place();
    }
    return System.getenv("QUARKUS_DATASOURCE_JDBC_URL") != null
        ? "PostgreSQL as QUARKUS_DATASOURCE_JDBC_URL says"
        : "embedded PostgreSQL";
  }

  /** An address to click on: one listens on 0.0.0.0, but one does not call it. */
  static String origin(String host, int port) {
    String name =
        switch (host) {
          case "0.0.0.0", "::", "[::]", "127.0.0.1", "::1" -> "localhost";
          default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    // As text: a number would get a thousands separator from the log's formatter.
    return "http://" + name + ":" + port;
  }
}

package dev.turnpike.persistence.change;

import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An empty database for the tests that go through Hibernate. */
public final class ConfigurationDatabase implements QuarkusTestResourceLifecycleManager {
  private @Nullable EmbeddedPostgres server;

  @Override
  public Map<String, String> start() {
    try {
      var folder = Files.createTempDirectory("turnpike-configuration-");
      server = EmbeddedPostgres.start(folder.resolve("pg"), Path.of("target", "pg-server"));
      var address = server.address();
      return Map.of(
          "quarkus.datasource.jdbc.url", address.jdbcUrl(),
          "quarkus.datasource.username", address.user(),
          "quarkus.datasource.password", address.password(),
          "test.snapshot", folder.resolve("snapshot").toString());
    } catch (Exception e) {
      throw new IllegalStateException("no database for the tests", e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}

package dev.turnpike.gateway;

import static java.util.Map.entry;

import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What every black-box test runs against: a gateway with an empty data directory and an empty
 * database of its own. The database is an embedded one, or is made in the server that {@code
 * TURNPIKE_TEST_DATABASE_URL} names.
 *
 * <p>All test classes use this one resource and no profile of their own, so that they share one
 * start of the application.
 */
public final class TurnpikeServer implements QuarkusTestResourceLifecycleManager {
  private static final Logger LOG = Logger.getLogger(TurnpikeServer.class);

  /** A key with every right. */
  public static final String API_KEY = "test-key-with-all-rights-0123456789abcdef";

  public static final String ADMIN_EMAIL = "owner@turnpike.test";
  public static final String ADMIN_PASSWORD = "correct horse battery staple";
  public static final String MASTER_KEY = "test-master-key-0123456789abcdef0123456789";

  /** The server's programs, unpacked once per checkout and not once per test. */
  public static final Path BINARIES = Path.of("target", "pg-server").toAbsolutePath();

  /** Of the system: tests and this resource may be loaded apart. */
  private static final String MANAGEMENT_PORT = "turnpike.test.management-port";

  private @Nullable Path data;
  private @Nullable TestDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      data = Files.createTempDirectory("turnpike-test-");
      database = TestDatabase.open(data);
      var address = database.address();
      var management = String.valueOf(freePort());
      System.setProperty(MANAGEMENT_PORT, management);
      return Map.ofEntries(
          entry("quarkus.datasource.jdbc.url", address.jdbcUrl()),
          entry("quarkus.datasource.username", address.user()),
          entry("quarkus.datasource.password", address.password()),
          entry("TURNPIKE_PORT", "0"),
          entry("TURNPIKE_MANAGEMENT_PORT", management),
          entry("quarkus.management.test-port", management),
          entry("TURNPIKE_DATA_DIR", data.toString()),
          entry("TURNPIKE_API_KEY", API_KEY),
          entry("TURNPIKE_ADMIN_EMAIL", ADMIN_EMAIL),
          entry("TURNPIKE_ADMIN_PASSWORD", ADMIN_PASSWORD),
          entry("TURNPIKE_MASTER_KEY", MASTER_KEY));
    } catch (Exception e) {
      throw new IllegalStateException("no database for the tests", e);
    }
  }

  /**
   * Where metrics and health are; asked for by number, since only the main port is told to tests.
   */
  public static URI management(String path) {
    return URI.create("http://localhost:" + System.getProperty(MANAGEMENT_PORT) + path);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
    }
    if (data != null) {
      deleteTree(data);
    }
  }

  /**
   * Deletes a folder with all in it. Files that vanish meanwhile are no matter; what an executable
   * still writes, which ends after the resources of its tests, is left to the system.
   */
  public static void deleteTree(Path tree) {
    try (var walk = Files.walk(tree)) {
      List<Path> paths = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    } catch (DirectoryNotEmptyException | UncheckedIOException e) {
      LOG.debugf(e, "%s is still in use", tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty database that vanishes with its user. */
  sealed interface TestDatabase extends AutoCloseable {
    DatabaseAddress address();

    @Override
    void close();

    static TestDatabase open(Path folder) throws Exception {
      String external = System.getenv("TURNPIKE_TEST_DATABASE_URL");
      return external == null || external.isBlank()
          ? new Embedded(EmbeddedPostgres.start(folder.resolve("pg"), BINARIES))
          : External.make(external);
    }

    record Embedded(EmbeddedPostgres server) implements TestDatabase {
      @Override
      public DatabaseAddress address() {
        return server.address();
      }

      @Override
      public void close() {
        server.close();
      }
    }

    record External(DatabaseAddress server, String name, DatabaseAddress address)
        implements TestDatabase {
      static External make(String url) throws SQLException {
        String name = "turnpike_test_" + UUID.randomUUID().toString().replace("-", "");
        var server = DatabaseAddress.parse(url);
        execute(server, "CREATE DATABASE " + name);
        String place = server.place();
        String own = place.substring(0, place.lastIndexOf('/') + 1) + name;
        return new External(
            server,
            name,
            new DatabaseAddress(
                server.jdbcUrl().replace("//" + place, "//" + own),
                server.user(),
                server.password()));
      }

      @Override
      public void close() {
        try {
          execute(server, "DROP DATABASE " + name + " WITH (FORCE)");
        } catch (SQLException e) {
          throw new IllegalStateException("left behind: database " + name, e);
        }
      }

      private static void execute(DatabaseAddress server, String sql) throws SQLException {
        try (var connection =
                DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
            var statement = connection.createStatement()) {
          statement.execute(sql);
        }
      }
    }
  }
}

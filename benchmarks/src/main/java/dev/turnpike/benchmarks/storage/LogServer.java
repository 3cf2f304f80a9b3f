package dev.turnpike.benchmarks.storage;

import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.connection.DirectConnection;
import dev.turnpike.persistence.embedded.DatabaseUnavailable;
import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The embedded server, as the gateway starts it, with the gateway's tables. */
final class LogServer implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final DatabaseAddress address;

  private LogServer(EmbeddedPostgres server) {
    this.server = server;
    this.address = server.address();
  }

  /** Starts on the data in a folder, which is made when absent. */
  static LogServer start(Path folder) throws DatabaseUnavailable {
    var server =
        new LogServer(EmbeddedPostgres.start(folder.resolve("pg"), folder.resolve("programs")));
    var address = server.address;
    Flyway.configure()
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .load()
        .migrate();
    return server;
  }

  /** As the gateway's own connections are, parameters included. */
  Connection connect() throws SQLException {
    return DirectConnection.open(address);
  }

  @Override
  public void close() {
    server.close();
  }
}

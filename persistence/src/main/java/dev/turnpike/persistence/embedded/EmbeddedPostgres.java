package dev.turnpike.persistence.embedded;

import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.connection.DirectConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A running PostgreSQL on loopback, with the data kept in a folder. Starting blocks for about a
 * second, at the very first start for some seconds more. The caller makes sure that one process
 * only uses the folder (the gateway locks its data directory) and closes it last of all.
 *
 * <p>Thread-safe; {@link #close} may be called more than once.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());

  /** Another program may take the free port between our look and the server's bind. */
  private static final int PORT_ATTEMPTS = 3;

  private static final String DATABASE = "turnpike";

  private final Postmaster postmaster;
  private final int port;
  private final String password;
  private final Keeper keeper;
  private boolean closed;

  private EmbeddedPostgres(Postmaster postmaster, int port, String password) {
    this.postmaster = postmaster;
    this.port = port;
    this.password = password;
    this.keeper = new Keeper(postmaster, this);
  }

  /**
   * Starts on {@code data}, which is made when absent. A server left behind by a gateway that was
   * killed is stopped cleanly first.
   *
   * @param data the folder of the database itself
   * @param binaries where the server's programs are unpacked; may be shared, 60 MB
   * @throws DatabaseUnavailable with a message that says what to do
   */
  public static EmbeddedPostgres start(Path data, Path binaries) throws DatabaseUnavailable {
    try {
      var program = new ServerProgram(ServerFiles.unpack(binaries.toAbsolutePath()));
      var cluster = new Cluster(data.toAbsolutePath());
      cluster.makeIfAbsent(program);
      var postmaster = new Postmaster(program, cluster);
      postmaster
          .stopOrphan()
          .ifPresent(
              pid ->
                  LOG.log(
                      Level.INFO,
                      "Stopped the PostgreSQL (process {0}) of a killed gateway",
                      pid + ""));
      return start(cluster, postmaster);
    } catch (FileSystemException e) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL cannot use %s: %s".formatted(e.getFile(), reason(e)), e);
    } catch (IOException e) {
      throw new DatabaseUnavailable("The embedded PostgreSQL did not start: " + e.getMessage(), e);
    }
  }

  private static EmbeddedPostgres start(Cluster cluster, Postmaster postmaster)
      throws IOException, DatabaseUnavailable {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      cluster.configure(port);
      var started = postmaster.start();
      if (started.well()) {
        var server = new EmbeddedPostgres(postmaster, port, cluster.password());
        server.makeDatabase(DATABASE);
        return server;
      }
      if (attempt == PORT_ATTEMPTS || !started.output().contains("Address already in use")) {
        throw new DatabaseUnavailable(
            "The embedded PostgreSQL did not start on %s: %s. Its log is %s."
                .formatted(cluster.folder(), started.reason(), cluster.serverLog()));
      }
    }
  }

  /**
   * From now on starts the server again, on the same port, whenever it ends by itself. Called at
   * most once.
   */
  public void keepRunning() {
    keeper.begin();
  }

  /** Makes a database of this name when there is none. */
  public void makeDatabase(String name) throws DatabaseUnavailable {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a plain database name: " + name);
    }
    try (Connection connection = DirectConnection.open(address("postgres"));
        var find = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
        var make = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        make.execute("CREATE DATABASE " + name);
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL runs, but refuses its own gateway: " + e.getMessage(), e);
    }
  }

  /** The gateway's own database; its password is a secret. */
  public DatabaseAddress address() {
    return address(DATABASE);
  }

  public DatabaseAddress address(String database) {
    return DatabaseAddress.local(port, database, Cluster.ROLE, password);
  }

  @Override
  public void close() {
    keeper.end();
    stop();
  }

  private synchronized void stop() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      postmaster.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static String reason(FileSystemException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied. The user who runs Turnpike must own it";
    }
    return e.getReason() != null ? e.getReason() : e.getClass().getSimpleName();
  }
}

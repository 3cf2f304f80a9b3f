package dev.turnpike.persistence.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Connections outside the pool, for the time before there is one. */
public final class DirectConnection {
  private DirectConnection() {}

  /** Connects; blocking. The caller closes it. */
  public static Connection open(DatabaseAddress address) throws SQLException {
    var credentials = new Properties();
    credentials.setProperty("user", address.user());
    credentials.setProperty("password", address.password());
    // The driver itself and not DriverManager, which looks for drivers by reflection: a native
    // executable has none to be found.
    Connection connection = new Driver().connect(address.jdbcUrl(), credentials);
    if (connection == null) {
      throw new SQLException("not an address of PostgreSQL: " + address.place(), "08001");
    }
    return connection;
  }
}

package dev.turnpike.persistence.connection;

import java.sql.SQLException;
import java.util.Optional;

/** Tries a database before anything is built on it. */
public final class DatabaseProbe {
  private DatabaseProbe() {}

  /**
   * Why a database cannot be used.
   *
   * @param message in the words of the server or the driver; no credentials in it
   * @param temporary whether waiting may help: it is not running yet, or still starting
   */
  public record Failure(String message, boolean temporary) {}

  /** Connects once; blocking, for about 5 seconds at most. Empty when the database answers. */
  public static Optional<Failure> failure(DatabaseAddress address) {
    try (var connection = DirectConnection.open(address)) {
      return connection.isValid(3)
          ? Optional.empty()
          : Optional.of(new Failure("it does not answer within 3 s", true));
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      // 08: no connection; 57P03: the server is starting up; 53: it has no connection left.
      boolean temporary = state.startsWith("08") || state.equals("57P03") || state.startsWith("53");
      return Optional.of(new Failure(message, temporary));
    }
  }
}

package dev.turnpike.gateway.start;

import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.connection.DatabaseProbe;
import dev.turnpike.persistence.embedded.DatabaseUnavailable;
import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;

/** Makes sure that there is a database before the application is started on it. */
final class Databases {
  /** In a compose file both start together, and the database may be the slower one. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Databases() {}

  static EmbeddedPostgres startEmbedded(DataDirectory data) {
    try {
      var server = EmbeddedPostgres.start(data.database(), data.databasePrograms());
      server.keepRunning();
      return server;
    } catch (DatabaseUnavailable e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns when the database answers; at once when there is a snapshot to serve by without it.
   *
   * @throws StartFailure when it refuses us, or does not answer for a minute
   */
  static void awaitExternal(DatabaseAddress address, DataDirectory data) {
    Instant deadline = Instant.now().plus(PATIENCE);
    boolean told = false;
    while (true) {
      var failure = DatabaseProbe.failure(address);
      if (failure.isEmpty()) {
        return;
      }
      String why =
          "TURNPIKE_DATABASE_URL: no connection to %s: %s"
              .formatted(address.place(), failure.get().message());
      if (data.hasSnapshot()) {
        System.err.println(
            "turnpike: " + why + ". Starting on the last configuration kept in " + data.snapshot());
        return;
      }
      if (!failure.get().temporary() || Instant.now().isAfter(deadline)) {
        throw new StartFailure(why);
      }
      if (!told) {
        System.err.println(
            "turnpike: " + why + ". Waiting for up to " + PATIENCE.toSeconds() + " s.");
        told = true;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while waiting for the database", e);
    }
  }
}

package dev.turnpike.gateway.start;

import dev.turnpike.persistence.connection.DatabaseAddress;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts the gateway: settings, data directory, database, then the application; stops in the
 * opposite order. What the operator can mend is told in one line, with exit status 1.
 */
@QuarkusMain
public final class Main {
  private static final Logger LOG = System.getLogger(Main.class.getName());
  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

  /**
   * Set once the data directory is ours: a reload in dev mode runs main again in the same process.
   */
  private static final String PREPARED = "dev.turnpike.prepared";

  private static final CountDownLatch APPLICATION_ENDED = new CountDownLatch(1);

  /** Held for the life of the process; closing it would let another gateway in. */
  private static @Nullable FileChannel lock;

  // Not private: @QuarkusMain makes it a bean.
  Main() {}

  public static void main(String... arguments) {
    if (System.getProperty(PREPARED) == null) {
      try {
        var asked = CommandLine.answer(arguments);
        if (asked.isPresent()) {
          System.out.println(asked.get());
          return;
        }
        prepare();
      } catch (StartFailure e) {
        System.err.println("turnpike: " + e.getMessage());
        System.exit(1);
      }
      System.setProperty(PREPARED, "true");
    }
    Quarkus.run(null, Main::ended, arguments);
  }

  private static void prepare() {
    var variables = new HashSet<>(System.getenv().keySet());
    variables.addAll(System.getProperties().stringPropertyNames());
    Setting.warnings(variables).forEach(warning -> System.err.println("turnpike: " + warning));

    var settings = Settings.read(ProcessSettings::find);
    Listeners.checkFree(settings);
    var data = new DataDirectory(settings.dataDirectory());
    data.prepare();
    lock = data.lock();
    var keys = MasterKeyFile.keys(settings.masterKeys(), data.masterKey());
    LOG.log(Level.DEBUG, "Sealing with the first of {0}", keys);
    var database = Alongside.start("find-database", () -> database(settings, data));
    configure("quarkus.http.host", settings.host());
    configure("quarkus.http.port", settings.port() + "");
    configure("quarkus.management.host", settings.managementHost());
    configure("quarkus.management.port", settings.managementPort() + "");
    configure("quarkus.shutdown.timeout", settings.shutdownTimeout().toSeconds() + "S");
    configure("quarkus.log.level", settings.logLevel());
    configureEventLoops();
    loadApplication();
    database.get().ifPresent(Main::use);
  }

  /**
   * One event loop for each processor: two, as Quarkus has by itself, take turns on it, and what
   * could be done in one turn needs two.
   */
  private static void configureEventLoops() {
    if (System.getenv("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE") == null) {
      configure(
          "quarkus.vertx.event-loops-pool-size", Runtime.getRuntime().availableProcessors() + "");
    }
  }

  /** What of the application needs no setting is made while the database is looked for. */
  private static void loadApplication() {
    try {
      Class.forName(
          Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      LOG.log(Level.DEBUG, "The application is loaded when it is run", e);
    }
  }

  /** Where the database is; empty when Quarkus' own settings name one. */
  private static Optional<DatabaseAddress> database(Settings settings, DataDirectory data) {
    var external = settings.database();
    if (external != null) {
      Databases.awaitExternal(external, data);
      return Optional.of(external);
    }
    if (System.getenv("QUARKUS_DATASOURCE_JDBC_URL") != null
        || System.getProperty(JDBC_URL) != null) {
      return Optional.empty();
    }
    var embedded = Databases.startEmbedded(data);
    stopLast(embedded, settings);
    return Optional.of(embedded.address());
  }

  private static void use(DatabaseAddress address) {
    configure(JDBC_URL, address.jdbcUrl());
    configure("quarkus.datasource.username", address.user());
    configure("quarkus.datasource.password", address.password());
  }

  /** A property given on the command line wins: it was meant for this very run. */
  private static void configure(String property, String value) {
    System.getProperties().putIfAbsent(property, ProcessSettings.literal(value));
  }

  /** The application still writes its last rows while it stops: the database goes after it. */
  private static void stopLast(AutoCloseable database, Settings settings) {
    long patience = settings.shutdownTimeout().toSeconds() + 30;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    if (!APPLICATION_ENDED.await(patience, TimeUnit.SECONDS)) {
                      System.err.println(
                          "turnpike: the application did not stop in time; stopping its database");
                    }
                    database.close();
                  } catch (Exception e) {
                    System.err.println(
                        "turnpike: the database did not stop cleanly: " + e.getMessage());
                  }
                },
                "stop-database"));
  }

  private static void ended(int status, @Nullable Throwable failure) {
    APPLICATION_ENDED.countDown();
    // In dev mode this is a reload; leaving would end the session.
    if (LaunchMode.current() != LaunchMode.DEVELOPMENT && status != 0) {
      System.exit(status);
    }
  }
}

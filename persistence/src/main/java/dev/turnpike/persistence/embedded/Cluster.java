package dev.turnpike.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * The folder PostgreSQL calls a cluster: made once, configured anew at every start. The password of
 * its one role lies in it, readable by its owner only.
 */
final class Cluster {
  static final String ROLE = "turnpike";
  private static final String MAJOR = "18";

  private final Path folder;

  Cluster(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path serverLog() {
    return folder.resolve("turnpike-server.log");
  }

  String password() throws IOException {
    return Files.readString(passwordFile(folder), UTF_8).strip();
  }

  /**
   * Makes the cluster when there is none. It is made beside its place and moved there whole: a
   * start that is interrupted begins anew.
   */
  void makeIfAbsent(ServerProgram program) throws IOException, DatabaseUnavailable {
    if (Files.exists(folder.resolve("PG_VERSION"))) {
      checkVersion();
      return;
    }
    if (Files.exists(folder) && !isEmpty(folder)) {
      throw new DatabaseUnavailable(
          "%s holds files but no PostgreSQL database. Move them away, or choose another TURNPIKE_DATA_DIR."
              .formatted(folder));
    }
    Path fresh = folder.resolveSibling(folder.getFileName() + ".making");
    delete(fresh);
    Path password = folder.resolveSibling(folder.getFileName() + ".password");
    writePrivately(password, newPassword());
    var made =
        program.run(
            "initdb",
            List.of(
                "--pgdata=" + fresh,
                "--username=" + ROLE,
                "--pwfile=" + password,
                // Any user of the machine reaches a loopback port: without a password each of them
                // would be the owner of every prompt.
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order of text on every machine, whatever locales it has.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
    if (!made.well()) {
      delete(fresh);
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL cannot make its database in %s: %s"
              .formatted(folder, made.reason()));
    }
    Files.move(password, passwordFile(fresh), StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(
        fresh.resolve("postgresql.conf"),
        "\ninclude = 'turnpike.conf'\n",
        UTF_8,
        StandardOpenOption.APPEND);
    Files.deleteIfExists(folder);
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the gateway relies on; written at every start because the port changes. */
  void configure(int port) throws IOException {
    Files.writeString(
        folder.resolve("turnpike.conf"),
        """
        # Written by Turnpike at every start: changes are lost. Put your own below its include line in postgresql.conf.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        fsync = on
        synchronous_commit = on
        max_connections = 60
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_checkpoints = off
        # Statements and the values in error details may hold prompts: neither belongs in a log file.
        log_min_error_statement = panic
        log_error_verbosity = terse
        """
            .formatted(port),
        UTF_8);
  }

  private void checkVersion() throws IOException, DatabaseUnavailable {
    String version = Files.readString(folder.resolve("PG_VERSION"), UTF_8).strip();
    if (!version.equals(MAJOR)) {
      throw new DatabaseUnavailable(
          ("%s was written by PostgreSQL %s, and this Turnpike brings %s. "
                  + "Move the data with pg_dump and pg_restore, or start the Turnpike that wrote it.")
              .formatted(folder, version, MAJOR));
    }
    if (!Files.isReadable(passwordFile(folder))) {
      throw new DatabaseUnavailable(
          "The database's password is missing or not readable: %s. Restore it from the backup %s came from."
              .formatted(passwordFile(folder), folder));
    }
  }

  private static Path passwordFile(Path folder) {
    return folder.resolve("turnpike.password");
  }

  private static String newPassword() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    // The rights come with the file's creation: there is no moment at which others may read it.
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, UTF_8);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (var walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}

package dev.turnpike.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class EmbeddedPostgresTest {
  private static final Path BINARIES = Path.of("target", "pg-server");

  @TempDir Path folder;

  @Test
  void keepsRowsAcrossRestarts() throws Exception {
    Path data = folder.resolve("with a space").resolve("pg");
    Files.createDirectories(data.getParent());
    try (var server = EmbeddedPostgres.start(data, BINARIES);
        var connection = connect(server)) {
      execute(connection, "CREATE TABLE kept (word text)");
      execute(connection, "INSERT INTO kept VALUES ('Grüße 日本')");
    }

    try (var server = EmbeddedPostgres.start(data, BINARIES);
        var connection = connect(server)) {
      assertThat(single(connection, "SELECT word FROM kept")).isEqualTo("Grüße 日本");
    }
  }

  @Test
  void commitsToDiskAndListensOnLoopbackOnly() throws Exception {
    try (var server = EmbeddedPostgres.start(folder.resolve("pg"), BINARIES);
        var connection = connect(server)) {
      assertThat(single(connection, "SHOW fsync")).isEqualTo("on");
      assertThat(single(connection, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(single(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(single(connection, "SHOW unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void refusesWhoeverDoesNotKnowThePassword() throws Exception {
    Path data = folder.resolve("pg");
    try (var server = EmbeddedPostgres.start(data, BINARIES)) {
      assertThatThrownBy(() -> connect(server, "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");

      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("turnpike.password"))))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void stopsAnOrphanFirst() throws Exception {
    Path data = folder.resolve("pg");
    var orphan = EmbeddedPostgres.start(data, BINARIES);
    try (var connection = connect(orphan)) {
      execute(connection, "CREATE TABLE kept (word text)");
    }

    try (var server = EmbeddedPostgres.start(data, BINARIES);
        var connection = connect(server)) {
      assertThat(single(connection, "SELECT count(*) FROM kept")).isEqualTo("0");
      assertThatThrownBy(() -> connect(orphan).close()).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void startsAgainWhenItIsKilled() throws Exception {
    Path data = folder.resolve("pg");
    try (var server = EmbeddedPostgres.start(data, BINARIES)) {
      try (var connection = connect(server)) {
        execute(connection, "CREATE TABLE kept AS SELECT 1 AS row");
      }
      server.keepRunning();
      long first = postmaster(data);

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(40))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                try (var connection = connect(server)) {
                  assertThat(single(connection, "SELECT count(*) FROM kept")).isEqualTo("1");
                }
              });
      assertThat(postmaster(data)).isNotEqualTo(first);
    }
    assertThat(data.resolve("postmaster.pid")).doesNotExist();
  }

  private static long postmaster(Path data) throws Exception {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
  }

  @Test
  void startsBesideAPidFileThatNamesAnotherProgram() throws Exception {
    Path data = folder.resolve("pg");
    EmbeddedPostgres.start(data, BINARIES).close();
    Files.writeString(
        data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

    try (var server = EmbeddedPostgres.start(data, BINARIES)) {
      assertThat(server.address().place()).startsWith("127.0.0.1:");
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void leavesForeignFilesAlone() throws Exception {
    Path data = Files.createDirectories(folder.resolve("pg"));
    Files.writeString(data.resolve("holiday.txt"), "beach");

    assertThatThrownBy(() -> EmbeddedPostgres.start(data, BINARIES))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("holds files but no PostgreSQL database");
    assertThat(data.resolve("holiday.txt")).hasContent("beach");
  }

  @Test
  void saysWhichVersionWroteTheData() throws Exception {
    Path data = Files.createDirectories(folder.resolve("pg"));
    Files.writeString(data.resolve("PG_VERSION"), "15\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(data, BINARIES))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("written by PostgreSQL 15");
  }

  @Test
  void namesTheSettingWhenTheSystemHasNoServer() {
    assertThatThrownBy(() -> ServerFiles.archive("SunOS", "sparcv9"))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("TURNPIKE_DATABASE_URL");
  }

  @Test
  void bringsServersForBothProcessors() throws Exception {
    assertThat(ServerFiles.archive("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
    assertThat(ServerFiles.archive("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return connect(server, server.address().password());
  }

  private static Connection connect(EmbeddedPostgres server, String password) throws SQLException {
    var address = server.address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), password);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String single(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}

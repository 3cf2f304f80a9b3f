package dev.turnpike.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.gateway.GatewayProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built application with its embedded database. */
@Tag("database")
class StartAndStopIT {
  private static final Map<String, String> AS_GIVEN = Map.of();

  /** Spaces and letters of the user's language are common in home folders. */
  @TempDir Path folder;

  @Test
  void keepsEverythingWhenKilled() throws Exception {
    Path data = Files.createDirectory(folder.resolve("Daten von Jörg"));
    try (var gateway = GatewayProcess.start(data, AS_GIVEN)) {
      try (var connection = connect(data);
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (word text)");
        statement.execute("INSERT INTO kept VALUES ('committed')");
      }
      gateway.kill();
    }
    long orphan = postmaster(data);
    assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive);

    try (var gateway = GatewayProcess.start(data, AS_GIVEN)) {
      try (var connection = connect(data);
          var rows = connection.createStatement().executeQuery("SELECT word FROM kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("committed");
      }
      assertThat(gateway.log()).anyMatch(line -> line.contains("process " + orphan));
    }
    awaitEnd(orphan);
  }

  @Test
  void leavesNoProcessBehindWhenStopped() throws Exception {
    long postmaster;
    try (var gateway = GatewayProcess.start(folder, AS_GIVEN)) {
      postmaster = postmaster(folder);
      assertThat(ProcessHandle.of(postmaster)).isPresent();

      gateway.stop();
    }

    awaitEnd(postmaster);
    assertThat(folder.resolve("pg/postmaster.pid")).doesNotExist();
    assertThat(folder.resolve("pg/turnpike-server.log"))
        .content()
        .endsWith("database system is shut down\n");
  }

  @Test
  void letsOneGatewayOnlyUseADataDirectory() {
    try (var first = GatewayProcess.start(folder, AS_GIVEN)) {
      var second = GatewayProcess.runToEnd(folder, AS_GIVEN);

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.log())
          .singleElement()
          .asString()
          .startsWith("turnpike: Another Turnpike is running on the data directory " + folder);
      assertThat(first.log()).noneMatch(line -> line.contains("ERROR"));
    }
  }

  @Test
  void closesItsDataToOtherUsers() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    GatewayProcess.start(folder, AS_GIVEN).close();

    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("master.key"))).isEqualTo("rw-------");
    assertThat(permissions(folder.resolve("pg/turnpike.password"))).isEqualTo("rw-------");
  }

  @Test
  void namesThePortThatIsInUse() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var port = String.valueOf(other.getLocalPort());

      var refused = GatewayProcess.runToEnd(folder, Map.of("TURNPIKE_PORT", port));

      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.log())
          .singleElement()
          .asString()
          .contains("port " + port, "TURNPIKE_PORT");
    }
  }

  @Test
  void tellsABadSettingInOneLine() {
    var refused =
        GatewayProcess.runToEnd(
            folder, Map.of("TURNPIKE_DATABASE_URL", "postgresql://ann:pa%zzword@db.example/logs"));

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.log())
        .singleElement()
        .asString()
        .startsWith("turnpike: TURNPIKE_DATABASE_URL ")
        .doesNotContain("pa%zzword");
  }

  @Test
  void warnsOfASettingThatDoesNotExist() {
    try (var gateway = GatewayProcess.start(folder, Map.of("TURNPIKE_DATADIR", "/elsewhere"))) {
      assertThat(gateway.log())
          .contains(
              "turnpike: TURNPIKE_DATADIR is not a setting and is ignored; did you mean TURNPIKE_DATA_DIR?");
    }
  }

  private static Connection connect(Path data) throws Exception {
    var port =
        Pattern.compile("(?m)^port = (\\d+)$")
            .matcher(Files.readString(data.resolve("pg/turnpike.conf")));
    assertThat(port.find()).isTrue();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port.group(1) + "/turnpike",
        "turnpike",
        Files.readString(data.resolve("pg/turnpike.password")).strip());
  }

  /** The system's first process reaps it in its own time. */
  private static void awaitEnd(long process) {
    await().until(() -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
  }

  private static long postmaster(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("pg/postmaster.pid")).getFirst().strip());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

package dev.turnpike.gateway.start;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.turnpike.gateway.GatewayProcess;
import dev.turnpike.gateway.TurnpikeServer;
import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built application with an external database that goes away and comes back. */
@Tag("database")
class WithoutDatabaseIT {
  @TempDir Path folder;

  @Test
  void servesItsLastConfigurationUntilTheDatabaseIsBack() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (var server = EmbeddedPostgres.start(folder.resolve("pg"), TurnpikeServer.BINARIES);
        var road = new Road(server.address())) {
      var settings = Map.of("TURNPIKE_DATABASE_URL", url(server.address(), road.port()));
      try (var gateway = GatewayProcess.start(data, settings)) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> !list(data.resolve("snapshot")).isEmpty());
        assertThat(Files.exists(data.resolve("pg"))).isFalse();
        gateway.stop();
      }

      road.close();
      try (var gateway = GatewayProcess.start(data, settings)) {
        given().get(ready(gateway)).then().statusCode(200);
        given()
            .auth()
            .oauth2(TurnpikeServer.API_KEY)
            .get(gateway.api().resolve("/api/models"))
            .then()
            .statusCode(200);
        given()
            .auth()
            .oauth2("not-the-key")
            .get(gateway.api().resolve("/api/models"))
            .then()
            .statusCode(401);

        road.open();
        gateway.await(Pattern.compile("The database answers again"));
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    given()
                        .get(ready(gateway))
                        .then()
                        .body("checks.find { it.name == 'database' }.data.answers", is(true)));
      }
    }
  }

  @Test
  void tellsTheServersRefusalAtOnceWhenThereIsNothingToServeBy() throws Exception {
    try (var server = EmbeddedPostgres.start(folder.resolve("pg"), TurnpikeServer.BINARIES)) {
      var address = server.address();
      var wrong =
          new DatabaseAddress(address.jdbcUrl(), address.user(), "wrong-password-of-the-test");

      var refused =
          GatewayProcess.runToEnd(
              folder.resolve("data"), Map.of("TURNPIKE_DATABASE_URL", url(wrong, port(address))));

      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.log())
          .singleElement()
          .asString()
          .startsWith("turnpike: TURNPIKE_DATABASE_URL: no connection to 127.0.0.1:")
          .contains("password authentication failed")
          .doesNotContain("wrong-password-of-the-test");
    }
  }

  private static URI ready(GatewayProcess gateway) {
    return gateway.management().resolve("/q/health/ready");
  }

  private static String url(DatabaseAddress address, int port) {
    return "postgresql://%s:%s@127.0.0.1:%d/turnpike?sslmode=disable"
        .formatted(
            address.user(), URLEncoder.encode(address.password(), StandardCharsets.UTF_8), port);
  }

  private static int port(DatabaseAddress address) {
    return Integer.parseInt(address.place().replaceAll(".*:(\\d+)/.*", "$1"));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** A port that leads to the database while it is open. */
  private static final class Road implements AutoCloseable {
    private final int target;
    private final int port;
    private ServerSocket entry;
    private final List<Socket> travellers = new CopyOnWriteArrayList<>();

    Road(DatabaseAddress database) throws IOException {
      target = WithoutDatabaseIT.port(database);
      entry = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      port = entry.getLocalPort();
      accept(entry);
    }

    int port() {
      return port;
    }

    void open() throws IOException {
      entry = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
      accept(entry);
    }

    @Override
    public void close() throws IOException {
      entry.close();
      for (Socket socket : travellers) {
        socket.close();
      }
    }

    private void accept(ServerSocket at) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    Socket in = at.accept();
                    var out = new Socket(InetAddress.getByName("127.0.0.1"), target);
                    travellers.add(in);
                    travellers.add(out);
                    pass(in, out);
                    pass(out, in);
                  }
                } catch (IOException e) {
                  // closed
                }
              });
    }

    private static void pass(Socket from, Socket to) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                  in.transferTo(out);
                } catch (IOException e) {
                  // closed
                }
              });
    }
  }
}

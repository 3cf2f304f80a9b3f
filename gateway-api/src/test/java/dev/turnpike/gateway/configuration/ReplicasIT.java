package dev.turnpike.gateway.configuration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.turnpike.gateway.GatewayProcess;
import dev.turnpike.gateway.TurnpikeServer;
import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways, each with its own data directory, on one PostgreSQL of its own. */
@Tag("database")
class ReplicasIT {
  private static final String SECRET = "sk-credential-of-the-replicas-test";

  /** What is promised. Half a second was seen on two cores that did three other things. */
  private static final Duration PROMISED = Duration.ofSeconds(2);

  @TempDir Path folder;

  private Path data(String gateway) throws IOException {
    return Files.createDirectories(folder.resolve(gateway));
  }

  private static Map<String, String> on(DatabaseAddress database) {
    return Map.of(
        "TURNPIKE_DATABASE_URL",
        "postgresql://%s:%s@%s".formatted(database.user(), database.password(), database.place()),
        "TURNPIKE_MASTER_KEY",
        TurnpikeServer.MASTER_KEY);
  }

  private static RequestSpecification asking(GatewayProcess gateway) {
    return given()
        .baseUri(gateway.api().toString())
        .auth()
        .oauth2(TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON);
  }

  private static void addModel(GatewayProcess gateway, String name) {
    asking(gateway)
        .body(
            """
            {"provider_id": "lab", "provider_name": "Lab",
             "extra_kwargs": {"base_url": "http://127.0.0.1:9/v1", "api_key": "%s"}}
            """
                .formatted(SECRET))
        .post("/api/providers/");
    asking(gateway)
        .body("{\"model_name\": \"%s\", \"custom_provider_id\": \"lab\"}".formatted(name))
        .post("/api/models/")
        .then()
        .statusCode(201);
  }

  /** Until the copy holds all changes: each second the gateway writes it when one is new. */
  private static void awaitWritten(Path copy) {
    var seen = new AtomicReference<FileTime>();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var now = Files.getLastModifiedTime(copy);
              return now.equals(seen.getAndSet(now));
            });
  }

  private static int statusOf(GatewayProcess gateway, String model) {
    return asking(gateway).get("/api/models/" + model + "/").statusCode();
  }

  @Test
  void servesOnEveryGatewayWhatOneOfThemChanged() throws Exception {
    try (var database = EmbeddedPostgres.start(folder.resolve("pg"), TurnpikeServer.BINARIES);
        var one = GatewayProcess.start(data("one"), on(database.address()));
        var other = GatewayProcess.start(data("other"), on(database.address()))) {
      addModel(one, "shared");
      var created = System.nanoTime();

      assertThat(statusOf(one, "shared")).isEqualTo(200);
      await().atMost(PROMISED).until(() -> statusOf(other, "shared") == 200);
      var added = Duration.ofNanos(System.nanoTime() - created);
      asking(other).delete("/api/models/shared/").then().statusCode(204);
      var deleted = System.nanoTime();
      await().atMost(PROMISED).until(() -> statusOf(one, "shared") == 404);
      System.out.printf(
          "the other gateway knew of a model after %d ms, and of its end after %d ms%n",
          added.toMillis(), Duration.ofNanos(System.nanoTime() - deleted).toMillis());
    }
  }

  @Test
  void startsWithoutTheDatabaseOnTheSealedCopyAndRefusesOnlyChanges() throws Exception {
    var data = data("one");
    Map<String, String> settings;
    try (var database = EmbeddedPostgres.start(folder.resolve("pg"), TurnpikeServer.BINARIES)) {
      settings = on(database.address());
      try (var gateway = GatewayProcess.start(data, settings)) {
        addModel(gateway, "kept");
        var copy = data.resolve("snapshot").resolve("configuration.sealed");
        awaitWritten(copy);
        var before = Files.getLastModifiedTime(copy);
        addModel(gateway, "kept-too");
        await().until(() -> Files.getLastModifiedTime(copy).compareTo(before) > 0);
        awaitWritten(copy);
        assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1))
            .doesNotContain(SECRET, "kept-too");
      }
    }

    try (var gateway = GatewayProcess.start(data, settings)) {
      assertThat(statusOf(gateway, "kept-too")).isEqualTo(200);
      asking(gateway).delete("/api/models/kept-too/").then().statusCode(503);
      assertThat(statusOf(gateway, "kept-too")).isEqualTo(200);
      assertThat(gateway.log()).noneMatch(line -> line.contains(SECRET));
    }
  }

  @Test
  void asksForACredentialThatAnotherMasterKeySealed() throws Exception {
    try (var database = EmbeddedPostgres.start(folder.resolve("pg"), TurnpikeServer.BINARIES)) {
      try (var before = GatewayProcess.start(data("one"), on(database.address()))) {
        addModel(before, "sealed");
      }
      var settings = new HashMap<>(on(database.address()));
      settings.put("TURNPIKE_MASTER_KEY", "another-" + TurnpikeServer.MASTER_KEY);

      try (var gateway = GatewayProcess.start(data("other"), settings)) {
        asking(gateway)
            .get("/api/providers/lab/")
            .then()
            .body("extra_kwargs.credential_unreadable", equalTo(true));
        call(gateway).then().statusCode(424).body("error.code", equalTo("credential_unreadable"));

        asking(gateway)
            .body("{\"extra_kwargs\": {\"api_key\": \"entered-again\"}}")
            .patch("/api/providers/lab/")
            .then()
            .statusCode(200);

        call(gateway).then().statusCode(502);
      }
    }
  }

  private static Response call(GatewayProcess gateway) {
    return asking(gateway)
        .body("{\"model\": \"sealed\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}")
        .post("/api/chat/completions");
  }
}

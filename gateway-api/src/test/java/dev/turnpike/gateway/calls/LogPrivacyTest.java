package dev.turnpike.gateway.calls;

import static dev.turnpike.gateway.calls.Scene.call;
import static dev.turnpike.gateway.calls.Scene.row;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a call's texts: the key's wish or the call's, whichever is stricter. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogPrivacyTest {
  private Scene scene;

  @BeforeEach
  void prepare() {
    if (scene == null) {
      scene = new Scene();
    }
    scene.upstream.clear();
    scene.upstream.always(Script.json(Scene.ANSWER));
  }

  @AfterAll
  void close() {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "full, full",
    "full, redacted",
    "full, hash",
    "redacted, full",
    "hash, redacted",
    "none, full"
  })
  void keepsWhatTheStricterOfKeyAndCallLetsIt(String ofKey, String ofCall) {
    var strictest = List.of("full", "redacted", "hash", "none");
    var expected = strictest.get(Math.max(strictest.indexOf(ofKey), strictest.indexOf(ofCall)));

    var answer = call(key(ofKey), "/api/chat/completions", ask(Map.of("log_privacy", ofCall)));

    answer.then().statusCode(200).body("choices[0].message.content", is("hello"));
    assertThat(scene.upstream.take().text()).contains("jane@example.com").doesNotContain("privacy");
    var row = row(answer);
    assertThat(row.getInt("prompt_tokens")).isEqualTo(10);
    switch (expected) {
      case "full" -> assertThat(text(row)).contains("jane@example.com");
      case "redacted" -> assertThat(text(row)).contains("I am [email]").doesNotContain("jane@");
      case "hash" -> assertThat(text(row)).contains("sha256").doesNotContain("I am", "hello");
      default -> assertThat(row.getBoolean("body_withheld")).isTrue();
    }
    if (!expected.equals("full")) {
      assertThat(row.getString("log_privacy")).isEqualTo(expected);
    }
  }

  @Test
  void keepsNoTextWithDisableLogWhateverTheKeySays() {
    var answer = call(key("redacted"), "/api/chat/completions", ask(Map.of("disable_log", true)));

    assertThat(row(answer).getBoolean("body_withheld")).isTrue();
  }

  @Test
  void namesAWishItDoesNotKnow() {
    call(ask(Map.of("log_privacy", "secret")))
        .then()
        .statusCode(400)
        .body("error.param", is("log_privacy"))
        .body("error.message", is("`log_privacy` must be one of full, redacted, hash, none."));
    manage(Map.of("name", "k", "log_privacy", "secret"))
        .post("/api/temporary-keys/")
        .then()
        .statusCode(400)
        .body("log_privacy", hasItem("Must be one of full, redacted, hash, none."));
  }

  @Test
  void letsAKeyBecomeStricterOnly() {
    var made =
        manage(Map.of("name", "k", "log_privacy", "redacted"))
            .post("/api/temporary-keys/")
            .then()
            .statusCode(201)
            .body("log_privacy", is("redacted"))
            .extract()
            .jsonPath();
    var address = "/api/temporary-keys/" + made.getString("id");

    manage(Map.of("log_privacy", "hash"))
        .patch(address)
        .then()
        .statusCode(200)
        .body("log_privacy", is("hash"));
    manage(Map.of("log_privacy", "full"))
        .patch(address)
        .then()
        .statusCode(400)
        .body(
            "log_privacy",
            hasItem("Can only become stricter than hash. Make another key to log more."));
  }

  @Test
  void protectsLogsThatAClientSendsToo() {
    var id = UUID.randomUUID().toString();
    given()
        .auth()
        .oauth2(key("redacted"))
        .contentType(ContentType.JSON)
        .body(Map.of("unique_id", id, "model", "m", "input", "I am jane@example.com"))
        .post("/api/request-logs/create/")
        .then()
        .statusCode(201);

    var row =
        given().auth().oauth2(TurnpikeServer.API_KEY).get("/api/request-logs/{id}/", id).jsonPath();
    assertThat(text(row)).contains("I am [email]").doesNotContain("jane@");
  }

  private Map<String, Object> ask(Map<String, ?> more) {
    var body = scene.ask(more);
    body.put("messages", List.of(Map.of("role", "user", "content", "I am jane@example.com")));
    return body;
  }

  private static String text(JsonPath row) {
    return row.prettify();
  }

  private static RequestSpecification manage(Map<String, ?> body) {
    return given().auth().oauth2(TurnpikeServer.API_KEY).contentType(ContentType.JSON).body(body);
  }

  private static String key(String privacy) {
    return manage(Map.of("name", "k", "log_privacy", privacy))
        .post("/api/temporary-keys/")
        .then()
        .statusCode(201)
        .extract()
        .path("api_key");
  }
}

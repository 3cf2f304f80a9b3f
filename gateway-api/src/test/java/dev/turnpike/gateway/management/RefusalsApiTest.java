package dev.turnpike.gateway.management;

import static dev.turnpike.gateway.management.Api.aKey;
import static dev.turnpike.gateway.management.Api.as;
import static dev.turnpike.gateway.management.Api.asOwner;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller reads when a request cannot be served, on every management path alike. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class RefusalsApiTest {

  private static final String CLOSED = "/api/providers/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/providers/",
        "/api/providers/x/",
        "/api/models/",
        "/api/models/x/y/",
        "/v1/models",
        "/models",
        "/api/temporary-keys/",
        "/api/temporary-keys/x/"
      })
  void asksForAKey(String path) {
    given()
        .get(path)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("detail", is("Authentication credentials were not provided."));
    as("nobodys-key")
        .get(path)
        .then()
        .statusCode(401)
        .body("detail", startsWith("Your API key is invalid or expired, "));
  }

  @Test
  void takesTheKeyWhereClientsPutIt() {
    for (var header : List.of("x-api-key", "api-key", "x-goog-api-key")) {
      given().header(header, TurnpikeServer.API_KEY).get(CLOSED).then().statusCode(200);
    }
    given()
        .auth()
        .preemptive()
        .basic("any", TurnpikeServer.API_KEY)
        .get(CLOSED)
        .then()
        .statusCode(200);
    given().header("Authorization", "Nonsense").get(CLOSED).then().statusCode(401);
  }

  @Test
  void tellsAKeyWithoutTheRight() {
    var caller = aKey("calls");
    var logger = aKey("logs");

    as(caller).get("/api/models/").then().statusCode(200);
    as(caller).get(CLOSED).then().statusCode(403).body("detail", not(nullValue()));
    as(caller).contentType(ContentType.JSON).body("{}").post("/api/models/").then().statusCode(403);
    as(logger).get("/api/models/").then().statusCode(403);
    as(logger).post("/api/temporary-keys/").then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"provider_id\": | line 1, column",
        "{'provider_id': 1} | line 1, column",
        "{\"a\": 1} x | line 1, column",
        "{\"a\": 1, \"a\": 2} | twice",
        "[] | must be a JSON object",
        "\"text\" | must be a JSON object",
        "null | must be a JSON object"
      })
  void saysWhereTheBodyIsNotJson(String body, String said) {
    asOwner(body)
        .post(CLOSED)
        .then()
        .statusCode(400)
        .contentType(ContentType.JSON)
        .body("error", containsString(said));
  }

  @Test
  void quotesNothingOfABrokenBody() {
    var answer =
        asOwner("{\"api_key\": sk-secret-secret}").post(CLOSED).then().statusCode(400).extract();

    assertThat(answer.asString()).doesNotContain("secret");
  }

  @Test
  void asksForABody() {
    asOwner("").post(CLOSED).then().statusCode(400).body("error", containsString("empty"));
  }

  @Test
  void refusesABodyOverTheCap() {
    var body = "{\"provider_name\": \"" + "x".repeat(1 << 20) + "\"}";

    asOwner(body).post(CLOSED).then().statusCode(413).body("detail", containsString("too large"));
  }

  @Test
  void survivesADeepBody() {
    asOwner("{\"a\":" + "[".repeat(100_000)).post(CLOSED).then().statusCode(400);
  }

  @Test
  void wantsJson() {
    asOwner()
        .contentType("application/x-www-form-urlencoded")
        .body("provider_id=x")
        .post(CLOSED)
        .then()
        .statusCode(415)
        .body("detail", containsString("application/x-www-form-urlencoded"));
  }

  @Test
  void namesTheMethodThatIsNotServed() {
    asOwner()
        .patch("/api/providers/")
        .then()
        .statusCode(405)
        .body("detail", is("Method \"PATCH\" not allowed."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/nothing", "/api/nothing/", "/api/providers/a/b/", "/nothing"})
  void doesNotKnowOtherPaths(String path) {
    asOwner()
        .get(path)
        .then()
        .statusCode(404)
        .contentType(ContentType.JSON)
        .body("detail", is("Not found."));
  }

  @Test
  void answersHeadAndOptions() {
    asOwner().head("/api/models/").then().statusCode(200).body(is(""));
    given()
        .options("/api/providers/")
        .then()
        .statusCode(200)
        .header("Allow", containsString("POST"));
  }

  @Test
  void letsNoOtherSiteRead() {
    var answer =
        asOwner()
            .header("Origin", "https://elsewhere.example.com")
            .get(CLOSED)
            .then()
            .statusCode(200)
            .header("X-Content-Type-Options", "nosniff")
            .header("Cache-Control", "no-store")
            .header("Referrer-Policy", "no-referrer")
            .header("X-Frame-Options", "DENY")
            .extract();

    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void ignoresHostsClaimedByHeaders() {
    Api.aProvider();
    Api.aProvider();

    asOwner()
        .header("X-Forwarded-Host", "evil.example.com")
        .get(CLOSED + "?page_size=1")
        .then()
        .body("next", not(containsString("evil")));
  }

  @Test
  void keepsOrganizationsKeysOutOfLists() {
    asOwner()
        .get("/api/temporary-keys/")
        .then()
        .body("results.name", hasItem(containsString("First key")));
  }
}

package dev.turnpike.gateway.management;

import static dev.turnpike.gateway.management.Api.as;
import static dev.turnpike.gateway.management.Api.asOwner;
import static dev.turnpike.gateway.management.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class KeysApiTest {

  @ParameterizedTest
  @ValueSource(strings = {"/api/temporary-keys/", "/api/temporary-keys"})
  void showsTheKeyWhenItIsMadeAndNeverAgain(String path) {
    var name = fresh("key");

    var made =
        asOwner(
                Map.of(
                    "name",
                    name,
                    "expiry_date",
                    "2040-01-31T12:00:00Z",
                    "max_usage",
                    100,
                    "rate_limit",
                    60,
                    "spending_limit",
                    2.5,
                    "is_test",
                    true))
            .post(path)
            .then()
            .statusCode(201)
            .header("Cache-Control", "no-store")
            .body("name", is(name))
            .body("rights", contains("calls", "logs"))
            .body("environment", is("test"))
            .body("is_test", is(true))
            .body("expiry_date", is("2040-01-31T12:00:00Z"))
            .body("max_usage", is(100))
            .body("rate_limit", is(60))
            .body("spending_limit", equalTo(2.5f))
            .body("key_usage", is(0))
            .body("revoked", is(false))
            .body("created", endsWith("Z"))
            .extract();
    String secret = made.path("api_key");
    String id = made.path("id");

    assertThat(secret).startsWith(made.<String>path("prefix"));
    var read = asOwner().get("/api/temporary-keys/" + id + "/").then().statusCode(200).extract();
    assertThat(read.asString()).doesNotContain(secret, "api_key");
    var list = asOwner().get("/api/temporary-keys/?page_size=1000").then().extract();
    assertThat(list.<List<String>>path("results.id")).contains(id);
    assertThat(list.asString()).doesNotContain(secret);
  }

  @Test
  void makesAKeyFromNoBodyAtAll() {
    asOwner()
        .post("/api/temporary-keys/")
        .then()
        .statusCode(201)
        .body("max_usage", is(-1))
        .body("rate_limit", nullValue())
        .body("expiry_date", nullValue());
  }

  @Test
  void changesNameAndExpiryOnly() {
    String id = asOwner(Map.of("name", "before")).post("/api/temporary-keys/").path("id");

    asOwner(Map.of("name", "after", "expiry_date", "2041-01-01T00:00:00Z"))
        .patch("/api/temporary-keys/" + id + "/")
        .then()
        .statusCode(200)
        .body("name", is("after"))
        .body("expiry_date", is("2041-01-01T00:00:00Z"))
        .body("$", not(hasKey("api_key")));
    asOwner(Map.of("rights", List.of("management")))
        .patch("/api/temporary-keys/" + id + "/")
        .then()
        .statusCode(400)
        .body("$", hasKey("rights"));
  }

  @Test
  void revokesAtOnceAndKeepsTheRow() {
    var made = asOwner(Map.of("name", fresh("key"))).post("/api/temporary-keys/").then().extract();
    String secret = made.path("api_key");
    String id = made.path("id");
    as(secret).get("/api/models/").then().statusCode(200);

    asOwner().delete("/api/temporary-keys/" + id + "/").then().statusCode(204);

    as(secret).get("/api/models/").then().statusCode(401);
    asOwner().get("/api/temporary-keys/" + id).then().statusCode(200).body("revoked", is(true));
    asOwner().get("/api/temporary-keys/?page_size=1000").then().body("results.id", hasItem(id));
    asOwner().delete("/api/temporary-keys/" + id + "/").then().statusCode(204);
    asOwner(Map.of("name", "again"))
        .patch("/api/temporary-keys/" + id + "/")
        .then()
        .statusCode(403)
        .body("detail", not(nullValue()));
  }

  @Test
  void doesNotKnowOtherIds() {
    for (var id : List.of(UUID.randomUUID().toString(), "not-an-id")) {
      asOwner()
          .get("/api/temporary-keys/" + id + "/")
          .then()
          .statusCode(404)
          .body("detail", is("Not found."));
      asOwner().delete("/api/temporary-keys/" + id + "/").then().statusCode(404);
    }
  }

  @Test
  void namesBadFields() {
    asOwner(
            Map.of(
                "expiry_date",
                "tomorrow",
                "max_usage",
                "many",
                "spending_limit",
                -7,
                "rights",
                "x"))
        .post("/api/temporary-keys/")
        .then()
        .statusCode(400)
        .body("$", hasKey("expiry_date"))
        .body("$", hasKey("max_usage"))
        .body("$", hasKey("spending_limit"))
        .body("$", hasKey("rights"));
  }
}

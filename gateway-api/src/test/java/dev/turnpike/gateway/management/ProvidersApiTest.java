package dev.turnpike.gateway.management;

import static dev.turnpike.gateway.management.Api.aModel;
import static dev.turnpike.gateway.management.Api.aProvider;
import static dev.turnpike.gateway.management.Api.asOwner;
import static dev.turnpike.gateway.management.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class ProvidersApiTest {

  @ParameterizedTest
  @ValueSource(strings = {"/api/providers/", "/api/providers"})
  void createsAProviderAndShowsItWithoutItsSecrets(String path) {
    var id = fresh("lab");

    var body =
        asOwner(
                Map.of(
                    "provider_id",
                    id,
                    "provider_name",
                    "The lab",
                    "not_a_field",
                    "ignored",
                    "extra_kwargs",
                    Map.of(
                        "base_url",
                        "http://localhost:11434/v1",
                        "api_key",
                        "sk-very-secret-1234",
                        "region",
                        "eu",
                        "temperature",
                        0.2,
                        "extra_headers",
                        Map.of("X-Team", "hidden-value"))))
            .post(path)
            .then()
            .statusCode(201)
            .body("id", is(id))
            .body("provider_id", is(id))
            .body("provider_name", is("The lab"))
            .body("extra_kwargs.base_url", is("http://localhost:11434/v1"))
            .body("extra_kwargs.formats", contains("openai-chat"))
            .body("extra_kwargs.timeout", is(300))
            .body("extra_kwargs.region", is("eu"))
            .body("extra_kwargs.temperature", equalTo(0.2f))
            .body("extra_kwargs.api_key_set", is(true))
            .body("extra_kwargs.api_key_last4", is("1234"))
            .body("extra_kwargs.extra_header_names", contains("X-Team"))
            .body("extra_kwargs", not(hasKey("api_key")))
            .body("created_at", endsWith("Z"))
            .body("updated_at", endsWith("Z"))
            .extract()
            .asString();

    var read = asOwner().get("/api/providers/" + id + "/").then().statusCode(200).extract();
    assertThat(read.asString()).isEqualTo(body).doesNotContain("very-secret", "hidden-value");
  }

  @Test
  void keepsFormatsWithPathsAndTheWayToShowTheKey() {
    var id = fresh("lab");
    var kwargs =
        Map.of(
            "base_url",
            "http://localhost:11434/serve",
            "formats",
            Map.of("anthropic-messages", "/own/messages"),
            "auth_scheme",
            "bearer");
    asOwner(Map.of("provider_id", id, "provider_name", "The lab", "extra_kwargs", kwargs))
        .post("/api/providers/")
        .then()
        .statusCode(201);

    asOwner()
        .get("/api/providers/" + id + "/")
        .then()
        .body("extra_kwargs.formats.'anthropic-messages'", is("/own/messages"))
        .body("extra_kwargs.auth_scheme", is("bearer"));
    asOwner(Map.of("extra_kwargs", Map.of("auth_scheme", "jwt")))
        .patch("/api/providers/" + id + "/")
        .then()
        .statusCode(400)
        .body("'extra_kwargs.auth_scheme'[0]", containsString("x-goog-api-key"));
  }

  @Test
  void takesTheKeyAtTheTopToo() {
    var id = fresh("lab");

    asOwner(
            Map.of(
                "provider_id",
                id,
                "provider_name",
                "The lab",
                "api_key",
                "short",
                "extra_kwargs",
                Map.of("base_url", "https://api.example.com/v1")))
        .post("/api/providers/")
        .then()
        .statusCode(201)
        .body("extra_kwargs.api_key_set", is(true))
        .body("extra_kwargs", not(hasKey("api_key_last4")))
        .body("$", not(hasKey("api_key")));
  }

  @Test
  void refusesAnIdThatExistsAndNamesPatch() {
    var id = aProvider();

    asOwner(
            Map.of(
                "provider_id",
                id,
                "provider_name",
                "Another",
                "extra_kwargs",
                Map.of("base_url", "https://api.example.com/v1")))
        .post("/api/providers/")
        .then()
        .statusCode(400)
        .body("provider_id[0]", containsString("PATCH /api/providers/" + id + "/"));
  }

  @Test
  void namesEveryBadField() {
    asOwner(
            Map.of(
                "provider_id",
                "Not An Id",
                "extra_kwargs",
                Map.of("base_url", "ftp://example.com", "timeout", "soon")))
        .post("/api/providers/")
        .then()
        .statusCode(400)
        .body("provider_id", not(nullValue()))
        .body("provider_name", contains("This field is required."))
        .body("'extra_kwargs.base_url'", not(nullValue()))
        .body("'extra_kwargs.timeout'", not(nullValue()));
  }

  @Test
  void changesOnlyWhatIsSent() {
    var id = aProvider();

    asOwner(Map.of("provider_name", "Renamed"))
        .patch("/api/providers/" + id + "/")
        .then()
        .statusCode(200)
        .body("provider_name", is("Renamed"))
        .body("extra_kwargs.base_url", is("http://localhost:11434/v1"))
        .body("extra_kwargs.api_key_set", is(true));
  }

  @Test
  void tellsThatAMovedProviderLostItsKey() {
    var id = aProvider();

    asOwner(Map.of("extra_kwargs", Map.of("base_url", "https://elsewhere.example.com/v1")))
        .patch("/api/providers/" + id)
        .then()
        .statusCode(200)
        .body("extra_kwargs.api_key_set", is(false))
        .body("notices[0]", containsString("another server"));
  }

  @Test
  void replacesTheWhole() {
    var id = aProvider();

    asOwner(
            Map.of(
                "provider_name",
                "Whole",
                "extra_kwargs",
                Map.of("base_url", "http://localhost:11434/v1", "formats", List.of("openai-chat"))))
        .put("/api/providers/" + id + "/")
        .then()
        .statusCode(200)
        .body("provider_name", is("Whole"));
    asOwner(Map.of("extra_kwargs", Map.of("base_url", "http://localhost:11434/v1")))
        .put("/api/providers/" + id + "/")
        .then()
        .statusCode(400)
        .body("provider_name", contains("This field is required."));
  }

  @Test
  void acceptsItsOwnAnswerBack() {
    var id = aProvider();
    var answer = asOwner().get("/api/providers/" + id + "/").then().extract().asString();

    var after = asOwner(answer).put("/api/providers/" + id + "/").then().statusCode(200).extract();

    assertThat(after.jsonPath().getMap("extra_kwargs"))
        .isEqualTo(io.restassured.path.json.JsonPath.from(answer).getMap("extra_kwargs"));
  }

  @Test
  void deletesAProvider() {
    var id = aProvider();

    asOwner().delete("/api/providers/" + id + "/").then().statusCode(204).body(is(""));

    asOwner()
        .get("/api/providers/" + id + "/")
        .then()
        .statusCode(404)
        .body("detail", is("Not found."));
    asOwner().delete("/api/providers/" + id + "/").then().statusCode(404);
  }

  @Test
  void keepsAProviderThatModelsUse() {
    var model = aModel(fresh("model"));
    String id = asOwner().get("/api/models/" + model + "/").path("provider.provider_id");

    asOwner()
        .delete("/api/providers/" + id + "/")
        .then()
        .statusCode(400)
        .body("provider_id[0]", containsString(model));
    asOwner().delete("/api/providers/" + id + "/?cascade=perhaps").then().statusCode(400);

    asOwner().delete("/api/providers/" + id + "/?cascade=true").then().statusCode(204);
    asOwner().get("/api/models/" + model + "/").then().statusCode(404);
  }

  @Test
  void listsPagesUntilOneIsEmpty() {
    var one = aProvider();
    var two = aProvider();

    var first = asOwner().get("/api/providers/?page_size=1").then().statusCode(200).extract();
    assertThat(first.<Integer>path("count")).isEqualTo(1);
    assertThat(first.<String>path("previous")).isNull();
    assertThat(first.<String>path("next")).matches("http://.*/api/providers/\\?page_size=1&page=2");

    asOwner()
        .get("/api/providers/?page_size=1000")
        .then()
        .body("results.provider_id", hasItem(one))
        .body("results.provider_id", hasItem(two))
        .body("next", nullValue());
    asOwner()
        .get("/api/providers/?page=100000&page_size=1000")
        .then()
        .statusCode(200)
        .body("count", is(0))
        .body("results", is(List.of()))
        .body("next", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "page, 0",
    "page, -1",
    "page, two",
    "page, 99999999999",
    "page_size, 0",
    "page_size, 1001",
    "page_size, ten"
  })
  void refusesABadPageByName(String parameter, String value) {
    asOwner()
        .get("/api/providers/?" + parameter + "=" + value)
        .then()
        .statusCode(400)
        .body(parameter + "[0]", not(nullValue()));
  }
}

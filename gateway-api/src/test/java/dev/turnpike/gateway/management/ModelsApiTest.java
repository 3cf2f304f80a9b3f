package dev.turnpike.gateway.management;

import static dev.turnpike.gateway.management.Api.aModel;
import static dev.turnpike.gateway.management.Api.aProvider;
import static dev.turnpike.gateway.management.Api.as;
import static dev.turnpike.gateway.management.Api.asOwner;
import static dev.turnpike.gateway.management.Api.fresh;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class ModelsApiTest {

  @ParameterizedTest
  @ValueSource(strings = {"/api/models/", "/api/models"})
  void createsThenChangesTheModelOfThatName(String path) {
    var provider = aProvider();
    var name = fresh("llama3.2");

    asOwner(
            Map.of(
                "model_name",
                name,
                "custom_provider_id",
                provider,
                "base_model_name",
                "llama3.2:1b",
                "input_cost",
                0.15,
                "output_cost",
                0.6,
                "max_context_window",
                8192,
                "function_call",
                1))
        .post(path)
        .then()
        .statusCode(201)
        .body("id", is(name))
        .body("object", is("model"))
        .body("owned_by", is(provider))
        .body("base_model_name", is("llama3.2:1b"))
        .body("is_called_by_custom_name", is(false))
        .body("affiliation_category", is("custom"))
        .body("input_cost", equalTo(0.15f))
        .body("cache_hit_input_cost", nullValue())
        .body("max_context_window", is(8192))
        .body("function_call", is(1))
        .body("image_support", is(0))
        .body("model_type", is("chat"))
        .body("provider.provider_id", is(provider))
        .body("created_at", endsWith("Z"));

    asOwner(Map.of("model_name", name, "provider_id", provider, "input_cost", 0.3))
        .post(path)
        .then()
        .statusCode(200)
        .body("input_cost", equalTo(0.3f))
        .body("output_cost", equalTo(0.6f));
  }

  /** Names hold anything, and clients write some of it into the path as it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "meta-llama/Llama-3.1-8B-Instruct",
        "qwen2.5:0.5b",
        "org/team/model:latest",
        "a model with spaces",
        "percent%2Fencoded",
        "plus+sign",
        "weird;name=1,2@x",
        "ünïcode-模型",
        "question?mark#hash"
      })
  void findsAModelByAnyName(String stem) {
    var name = aModel(fresh(stem));
    var path = escaped(name);

    for (var at :
        List.of("/api/models/" + path + "/", "/api/models/" + path, "/v1/models/" + path)) {
      asOwner().get(at).then().statusCode(200).body("model_name", is(name));
    }
    // Slashes escaped as well, as careful clients do.
    asOwner()
        .get("/api/models/" + path.replace("/", "%2F") + "/")
        .then()
        .statusCode(200)
        .body("model_name", is(name));
    asOwner(Map.of("display_name", "Shown"))
        .patch("/api/models/" + path + "/")
        .then()
        .statusCode(200)
        .body("display_name", is("Shown"));
    asOwner().delete("/api/models/" + path + "/").then().statusCode(204);
    asOwner().get("/api/models/" + path + "/").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/models/",
        "/api/models",
        "/api/v1/models",
        "/v1/models/",
        "/v1/models",
        "/models",
        "/models/"
      })
  void listsForBothKindsOfClient(String path) {
    var name = aModel(fresh("listed"));

    asOwner()
        .get(path)
        .then()
        .statusCode(200)
        .body("object", is("list"))
        .body("data.id", hasItem(name))
        .body("data.find { it.id == '" + name + "' }.object", is("model"))
        .body("data.find { it.id == '" + name + "' }.owned_by", not(nullValue()))
        .body("results.model_name", hasItem(name))
        .body("count", is(not(0)))
        .body("next", nullValue());
  }

  @Test
  void answersTheVeryNextCall() {
    try (var upstream = ScriptedUpstream.start()) {
      upstream.always(
          Script.json(
              """
              {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
              "message":{"role":"assistant","content":"at once"},"finish_reason":"stop"}],\
              "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\
              """));
      var provider = fresh("next");
      var name = fresh("org/next");
      asOwner(
              Map.of(
                  "provider_id",
                  provider,
                  "provider_name",
                  "Next",
                  "extra_kwargs",
                  Map.of("base_url", upstream.url("/v1").toString())))
          .post("/api/providers/")
          .then()
          .statusCode(201);
      asOwner(Map.of("model_name", name, "custom_provider_id", provider))
          .post("/api/models/")
          .then()
          .statusCode(201);

      asOwner(
              Map.of(
                  "model", name, "messages", List.of(Map.of("role", "user", "content", "Hello!"))))
          .post("/api/chat/completions")
          .then()
          .statusCode(200)
          .body("choices[0].message.content", is("at once"));
    }
  }

  @Test
  void pagesWhenAskedTo() {
    aModel(fresh("first"));
    aModel(fresh("second"));

    asOwner()
        .get("/api/models/?page=1&page_size=1")
        .then()
        .body("count", is(1))
        .body("results.size()", is(1))
        .body("data.size()", is(1))
        .body("next", containsString("page=2"));
    asOwner().get("/api/models/?page_size=1&all=true").then().body("next", nullValue());
    asOwner().get("/api/models/?page=zero").then().statusCode(400);
  }

  @Test
  void filtersAndSorts() {
    var mark = fresh("mark");
    aModel(mark + "-one");
    aModel(mark + "-two");

    var filters =
        Map.of("filters", Map.of("model_name", Map.of("operator", "startswith", "value", mark)));
    asOwner(filters)
        .post("/api/models/list/?sort_by=-model_name")
        .then()
        .statusCode(200)
        .body("results.model_name", is(List.of(mark + "-two", mark + "-one")))
        .body("current_filters.model_name.operator", is("startswith"));
    asOwner(filters).post("/api/models/summary/").then().body("summary.total_count", is(2));
    asOwner().get("/api/models/list/").then().statusCode(200);
    asOwner().post("/api/models/list").then().statusCode(200);
    asOwner()
        .get("/api/models/summary")
        .then()
        .statusCode(200)
        .body("summary.global_count", greaterThan(1000));
  }

  @Test
  void listsBuiltInModelsBesidesOnesOwn() {
    var filters =
        Map.of(
            "filters",
            Map.of(
                "provider__provider_id", Map.of("operator", "", "value", List.of("groq")),
                "max_context_window", Map.of("operator", "gte", "value", List.of(100_000))));

    asOwner(filters)
        .post("/api/models/list/?page_size=1000")
        .then()
        .statusCode(200)
        .body("count", greaterThan(3))
        .body("results.model_name", everyItem(startsWith("groq/")))
        .body("results.affiliation_category", everyItem(is("keywordsai")))
        .body("results.max_context_window", everyItem(greaterThanOrEqualTo(100_000)))
        .body("results.input_cost", hasItem(not(nullValue())));
    asOwner(
            Map.of(
                "filters",
                Map.of("status", Map.of("operator", "", "value", List.of("deprecated")))))
        .post("/api/models/summary/")
        .then()
        .body("summary.total_count", greaterThan(0))
        .body("summary.custom_count", is(0));
  }

  @Test
  void listsBuiltInModelsToThoseWithoutAKey() {
    aModel(fresh("private"));

    when()
        .get("/api/models/list/?page_size=1000")
        .then()
        .statusCode(200)
        .body("results.affiliation_category", everyItem(is("keywordsai")));
    when().get("/api/models/summary/").then().body("summary.custom_count", is(0));
    as("wrong-key").get("/api/models/list/").then().statusCode(401);
  }

  @Test
  void showsABuiltInModelByItsPrefixedNameAlone() {
    for (var path : List.of("/api/models/openai/gpt-4o-mini/", "/v1/models/openai/gpt-4o-mini")) {
      asOwner()
          .get(path)
          .then()
          .statusCode(200)
          .body("id", is("openai/gpt-4o-mini"))
          .body("base_model_name", is("gpt-4o-mini"))
          .body("input_cost", equalTo(0.15f))
          .body("output_cost", equalTo(0.6f))
          .body("max_context_window", is(128_000))
          .body("function_call", is(1))
          .body("provider.provider_name", is("OpenAI"));
    }
    asOwner().get("/api/models/gpt-4o-mini/").then().statusCode(404);
    asOwner(Map.of("input_cost", 1))
        .patch("/api/models/openai/gpt-4o-mini/")
        .then()
        .statusCode(403)
        .body("detail", is("Cannot access objects owned by others"));
    asOwner().delete("/api/models/openai/gpt-4o-mini/").then().statusCode(403);
  }

  @Test
  void tellsHowAModelFared() {
    try (var upstream = ScriptedUpstream.start()) {
      upstream.always(Script.answer(503, "application/json", "{}"));
      var name = fresh("org/fared");
      var provider = fresh("fared");
      asOwner(
              Map.of(
                  "provider_id",
                  provider,
                  "provider_name",
                  "Fared",
                  "extra_kwargs",
                  Map.of("base_url", upstream.url("/v1").toString())))
          .post("/api/providers/")
          .then()
          .statusCode(201);
      asOwner(Map.of("model_name", name, "custom_provider_id", provider))
          .post("/api/models/")
          .then()
          .statusCode(201);
      asOwner(Map.of("model", name, "messages", List.of(Map.of("role", "user", "content", "Hi"))))
          .post("/api/chat/completions")
          .then()
          .statusCode(greaterThanOrEqualTo(500));
      var window =
          "?time_tick=day&start_time="
              + Instant.now().minus(Duration.ofDays(1))
              + "&end_time="
              + Instant.now().plus(Duration.ofMinutes(2));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  asOwner()
                      .get("/api/models/" + name + "/status/" + window)
                      .then()
                      .statusCode(200)
                      .body("model", is(name))
                      .body("data[0].uptime", equalTo(0f))
                      .body("respan_uptime", equalTo(0f))
                      .body("status.state", is("down"))
                      .body("status.errors", greaterThan(0)));
      when()
          .get("/api/models/" + name + "/status" + window)
          .then()
          .statusCode(200)
          .body("data", is(List.of()))
          .body("status.state", is("unknown"));
    }
  }

  @Test
  void wantsAWindowForAStatus() {
    asOwner()
        .post("/api/models/openai/gpt-4o/status/?start_time=yesterday")
        .then()
        .statusCode(400)
        .body("start_time[0]", containsString("ISO 8601"))
        .body("end_time[0]", is("This field is required."));
    asOwner()
        .get("/api/models/x/status?start_time=2026-01-01&end_time=2026-11-01")
        .then()
        .statusCode(400)
        .body("start_time[0]", containsString("90 days"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filters\": {\"colour\": {\"operator\": \"\", \"value\": [\"red\"]}}}",
        "{\"filters\": {\"model_name\": {\"operator\": \"resembles\", \"value\": [\"x\"]}}}",
        "{\"filters\": {\"input_cost\": {\"operator\": \"gt\", \"value\": [\"much\"]}}}",
        "{\"filters\": {\"model_name\": \"x\"}}",
        "{\"filters\": [1]}"
      })
  void refusesFiltersItDoesNotKnow(String body) {
    asOwner(body).post("/api/models/list/").then().statusCode(400);
    asOwner(body).post("/api/models/summary/").then().statusCode(400);
  }

  @Test
  void refusesAnUnknownSortField() {
    asOwner()
        .get("/api/models/list/?sort_by=colour")
        .then()
        .statusCode(400)
        .body("sort_by[0]", not(nullValue()));
  }

  @Test
  void showsTheBuiltInModelsToAnyone() {
    aModel(fresh("private"));

    when()
        .get("/api/models/public/")
        .then()
        .statusCode(200)
        .body("version", startsWith("genai-prices"))
        .body("models.size()", greaterThan(1000))
        .body("models.model_name", not(hasItem(startsWith("private"))))
        .body(
            "models.find { it.model_name == 'anthropic/claude-sonnet-4-5' }.provider.provider_name",
            is("Anthropic"))
        .body(
            "models.find { it.model_name == 'anthropic/claude-sonnet-4-5' }.prompt_cost",
            equalTo(3));
    when().get("/api/models/public").then().statusCode(200);
    when().get("/api/models/public/?unnest=true").then().body("size()", greaterThan(1000));
  }

  @Test
  void namesBadFields() {
    asOwner(
            Map.of(
                "model_name",
                fresh("bad"),
                "custom_provider_id",
                aProvider(),
                "input_cost",
                -1,
                "max_context_window",
                "big",
                "function_call",
                7))
        .post("/api/models/")
        .then()
        .statusCode(400)
        .body("input_cost[0]", containsString("negative"))
        .body("max_context_window[0]", not(nullValue()))
        .body("function_call[0]", not(nullValue()));
    asOwner(Map.of("input_cost", 1))
        .post("/api/models/")
        .then()
        .statusCode(400)
        .body("model_name", is(List.of("This field is required.")));
  }

  @Test
  void saysWhatIsMissing() {
    asOwner(Map.of("model_name", fresh("m"), "custom_provider_id", "nobody"))
        .post("/api/models/")
        .then()
        .statusCode(404)
        .body("detail", containsString("nobody"));
    asOwner(Map.of("model_name", fresh("m"), "base_model_name", "no-such-base"))
        .post("/api/models/")
        .then()
        .statusCode(400)
        .body("error", is("Base model not found"));
    asOwner().get("/api/models/no-such-model/").then().statusCode(404);
    asOwner(Map.of()).patch("/api/models/no/such/model/").then().statusCode(404);
    asOwner().delete("/api/models/no-such-model/").then().statusCode(404);
  }

  @Test
  void replacesTheWhole() {
    var name = aModel(fresh("whole"));
    asOwner(Map.of("input_cost", 5)).patch("/api/models/" + name + "/").then().statusCode(200);
    String provider = asOwner().get("/api/models/" + name + "/").path("provider.provider_id");

    asOwner(Map.of("custom_provider_id", provider))
        .put("/api/models/" + name + "/")
        .then()
        .statusCode(200)
        .body("input_cost", nullValue());
  }

  @Test
  void keepsPricesExactly() {
    var name = fresh("priced");

    var body =
        asOwner(
                "{\"model_name\":\""
                    + name
                    + "\",\"custom_provider_id\":\""
                    + aProvider()
                    + "\",\"input_cost\":0.1000000001,\"output_cost\":100}")
            .post("/api/models/")
            .then()
            .extract()
            .asString();

    assertThat(body).contains("\"input_cost\":0.1000000001", "\"output_cost\":100,");
    assertThat(asOwner().get("/api/models/" + name).asString())
        .contains("\"input_cost\":0.1000000001", "\"output_cost\":100,");
  }

  private static String escaped(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%3A", ":");
  }
}

package dev.turnpike.gateway.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Prometheus reads: documented name by name, and enough for the dashboard in docs. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class MetricsTest {
  private static final Pattern NAME = Pattern.compile("turnpike_[a-z_]+");
  private static final Path DOCS = Path.of("..", "docs");
  private static final String ANSWER =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}";
  private static final String STREAM =
      "data:"
          + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\n";

  @Test
  void countsCallsTokensCostAndTimesByProviderAndModel() throws Exception {
    var name = "meter-" + UUID.randomUUID().toString().substring(0, 8);
    try (var upstream = ScriptedUpstream.start()) {
      configure(upstream, name);
      upstream.answer(Script.json(ANSWER));
      upstream.answer(Script.stream().chunk(STREAM).chunk("data: [DONE]\n\n").end());
      upstream.answer(Script.answer(429, "application/json", "{\"error\":{\"message\":\"slow\"}}"));

      call(name, false, 200);
      call(name, true, 200);
      call(name, false, 429);

      var labels = "model=\"" + name + "\",";
      var seen = scrape().lines().filter(line -> line.contains(labels)).toList();
      assertThat(seen)
          .anyMatch(line -> line.matches("turnpike_calls_total\\{.*outcome=\"success\".*} 2.0"))
          .anyMatch(line -> line.matches("turnpike_calls_total\\{.*outcome=\"failed\".*} 1.0"))
          .anyMatch(line -> line.startsWith("turnpike_call_errors_total{"))
          .anyMatch(line -> line.matches("turnpike_tokens_total\\{kind=\"input\".*} 1\\d\\.0"))
          .anyMatch(line -> line.matches("turnpike_cost_usd_total\\{basis=\"computed\".*} 2.0E-5"))
          .anyMatch(line -> line.matches("turnpike_call_latency_seconds_count\\{.*} 3(\\.0)?"))
          .anyMatch(line -> line.matches("turnpike_call_first_token_seconds_count\\{.*} 1(\\.0)?"));
    }
  }

  /** Whoever calls a model that is not there makes no series of its own. */
  @Test
  void makesNoSeriesOfNamesThatCallersInvent() {
    var name = "invented-" + UUID.randomUUID();

    call(name, false, 404);

    assertThat(scrape()).doesNotContain(name).contains("model=\"none\"");
  }

  @Test
  void documentsEveryMetricOfOurs() throws Exception {
    countsCallsTokensCostAndTimesByProviderAndModel();

    assertThat(names(page("metrics.md"))).containsExactlyInAnyOrderElementsOf(families(scrape()));
  }

  @Test
  void asksOnlyForMetricsThatExistInTheDashboard() throws Exception {
    countsCallsTokensCostAndTimesByProviderAndModel();

    assertThat(names(Files.readString(DOCS.resolve("grafana/turnpike.json"))))
        .isNotEmpty()
        .isSubsetOf(names(scrape()));
  }

  private String scrape() {
    return given()
        .accept("text/plain")
        .get(TurnpikeServer.management("/q/metrics"))
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static String page(String name) throws IOException {
    return Files.readString(DOCS.resolve(name));
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names as their {@code # TYPE} lines have them: of a histogram one, not three. */
  private static Set<String> families(String scrape) {
    return scrape
        .lines()
        .filter(line -> line.startsWith("# TYPE turnpike_"))
        .map(line -> line.split(" "))
        .map(
            type ->
                type[3].equals("counter") && !type[2].endsWith("_total")
                    ? type[2] + "_total"
                    : type[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void configure(ScriptedUpstream upstream, String name) {
    manage(
        "/api/providers/",
        Map.of(
            "provider_id",
            name,
            "provider_name",
            name,
            "extra_kwargs",
            Map.of("base_url", upstream.url("/v1").toString())));
    manage(
        "/api/models/",
        Map.of("model_name", name, "custom_provider_id", name, "input_cost", 1, "output_cost", 2));
  }

  private static void manage(String path, Map<String, ?> body) {
    given()
        .auth()
        .oauth2(TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(201);
  }

  private static void call(String model, boolean stream, int status) {
    given()
        .auth()
        .oauth2(TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body(
            "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(model, stream))
        .post("/api/chat/completions")
        .then()
        .statusCode(status);
  }
}

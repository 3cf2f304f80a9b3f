package dev.turnpike.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each kind of page that links of the console lead to, with something on it. Pages are found by
 * following the links, so that a new one is looked at without being listed here.
 */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("browser")
class EveryPageBrowserTest {
  private static final String TRACE = "5bf92f3577b34da6a3ce929d0e0e4737";

  /** What only a form leads to, and lists that are narrowed, or wrongly so. */
  private static final List<String> SEEDS =
      List.of(
          "/console/overview",
          "/console/overview?time=7d&environment=prod",
          "/console/logs?status=success&time=24h&cost_min=x",
          "/console/models/catalogue?q=gpt-4o-mini",
          "/console/models/compare?name=openai/gpt-4o&name=openai/gpt-4o-mini");

  private static ScriptedUpstream upstream;
  private static Chromium chromium;
  private static boolean filled;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    upstream = Parrot.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
      upstream.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void hasNoAccessibilityViolations(ColorScheme scheme) {
    var found = new ArrayList<String>();
    visitAll(
        1280,
        scheme,
        page ->
            axe(page, scheme)
                .analyze()
                .getViolations()
                .forEach(v -> found.add(page.url() + ": " + v.getId() + " " + v.getNodes())));

    assertThat(found).isEmpty();
  }

  /** In the dark nothing but colours differs. */
  private static AxeBuilder axe(Page page, ColorScheme scheme) {
    var axe = Chromium.axe(page);
    return scheme == ColorScheme.DARK ? axe.withRules(List.of("color-contrast")) : axe;
  }

  @Test
  void neverScrollsSidewaysOnAPhone() {
    var found = new ArrayList<String>();
    visitAll(
        390,
        ColorScheme.LIGHT,
        page -> {
          if (page.evaluate("document.documentElement.scrollWidth <= innerWidth").equals(false)) {
            found.add(page.url());
          }
        });

    assertThat(found).isEmpty();
  }

  private static void visitAll(int width, ColorScheme scheme, Consumer<Page> look) {
    fill();
    var seen = new LinkedHashMap<String, String>();
    var waiting = new ArrayDeque<>(SEEDS);
    try (var window = chromium.window(width, true, scheme)) {
      var door = window.newPage();
      door.navigate("/console/sign-in");
      look.accept(door);
      var page = Chromium.signedIn(window);
      while (!waiting.isEmpty()) {
        var address = waiting.removeFirst();
        assertThat(page.navigate(address).status()).as(address).isEqualTo(200);
        look.accept(page);
        for (var link : links(page)) {
          if (seen.putIfAbsent(kind(link), link) == null) {
            waiting.add(link);
          }
        }
      }
    }
    assertThat(seen.keySet())
        .contains(
            "/console/connect",
            "/console/integrations/*",
            "/console/integrations/*/new",
            "/console/keys/*/rotate",
            "/console/logs/log",
            "/console/members",
            "/console/models/model",
            "/console/models/edit",
            "/console/providers/*/edit",
            "/console/providers/*/models",
            "/console/settings",
            "/console/threads/thread",
            "/console/traces/trace",
            "/console/users/user");
  }

  /** Where links of the console lead to; files to be saved and pictures are no pages. */
  private static List<String> links(Page page) {
    var all =
        (List<?>)
            page.evaluate(
                "[...document.querySelectorAll('a[href^=\"/console/\"]')].map(a =>"
                    + " a.getAttribute('href'))");
    return all.stream()
        .map(Object::toString)
        .filter(link -> !link.contains("/export.") && !link.contains("/assets/"))
        .toList();
  }

  /** The address without what differs from one thing to the next. */
  private static String kind(String link) {
    return link.replaceFirst("[?#].*", "")
        .replaceFirst("^(/console/(?:providers|integrations|keys|members)/)(?!new$)[^/]+", "$1*")
        .replaceFirst("^(/console/integrations/\\*/)(?!new$)[^/]+", "$1*");
  }

  /** Once: the tests of a class share one database. */
  private static void fill() {
    if (filled) {
      return;
    }
    filled = true;
    send(
        "/api/providers/",
        """
        {"provider_id":"every-page","provider_name":"Every page","extra_kwargs":{"base_url":"%s","api_key":"sk-1"}}\
        """
            .formatted(upstream.url("/v1")));
    send(
        "/api/models/",
        "{\"model_name\":\"every-page/parrot\",\"custom_provider_id\":\"every-page\",\"input_cost\":1,\"output_cost\":2}");
    send(
        "/api/integrations/",
        "{\"provider_id\":\"groq\",\"name\":\"Team\",\"credentials\":{\"api_key\":\"gsk_1\"}}");
    send("/api/temporary-keys/", "{\"name\":\"Every page\"}");
    for (var model : List.of("every-page/parrot", "every-page/no-such-model")) {
      asOwner(
              """
              {"model":"%s","customer_identifier":"ada","thread_identifier":"every-page",
              "trace_unique_id":"%s","metadata":{"team":"search"},"messages":[{"role":"user","content":"Hi"}]}\
              """
                  .formatted(model, TRACE))
          .post("/api/chat/completions");
    }
    awaitLog();
  }

  private static void awaitLog() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                asOwner(
                        "{\"filters\":{\"thread_identifier\":{\"operator\":\"\",\"value\":[\"every-page\"]}}}")
                    .post("/api/request-logs/list/")
                    .jsonPath()
                    .getList("results")
                    .size(),
            found -> found > 0);
  }

  private static void send(String path, String body) {
    assertThat(asOwner(body).post(path).statusCode()).as(path).isIn(200, 201);
  }

  private static RequestSpecification asOwner(String body) {
    return given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType("application/json")
        .body(body);
  }
}

package dev.turnpike.gateway.console;

import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the README and the docs: {@code mvn test -pl gateway-api -am
 * -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false} writes {@code docs/images}, and to
 * {@code target/pictures} pages of the console and of the documentation in light, dark and phone
 * width, to be looked at. Not part of the suite.
 */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class Screenshots {
  private static final Path FOLDER = Path.of("..", "docs", "images");

  private static final Path LOOKED_AT = Path.of("target", "pictures");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String MODEL =
      """
      ,{"key":"gen_ai.request.model","value":{"stringValue":"support-assistant"}},
      {"key":"gen_ai.usage.input_tokens","value":{"intValue":"412"}},
      {"key":"gen_ai.usage.output_tokens","value":{"intValue":"96"}},
      {"key":"gen_ai.prompt.0.role","value":{"stringValue":"user"}},
      {"key":"gen_ai.prompt.0.content","value":{"stringValue":"Where is my order?"}},
      {"key":"gen_ai.completion.0.role","value":{"stringValue":"assistant"}},
      {"key":"gen_ai.completion.0.content","value":{"stringValue":"It left the warehouse."}}\
      """;

  private static final Map<String, ColorScheme> LOOKS =
      Map.of("light", ColorScheme.LIGHT, "dark", ColorScheme.DARK, "phone", ColorScheme.LIGHT);

  private static final List<String> QUESTIONS =
      List.of("What is a turnpike?", "Where does the word come from?", "Who pays at a turnpike?");

  @Test
  void takesThePicturesOfTheDocs() {
    try (var chromium = Chromium.start();
        var upstream = ScriptedUpstream.start();
        var window = chromium.window(1180, true, ColorScheme.LIGHT)) {
      upstream.always(
          request ->
              request.target().endsWith("/models")
                  ? Script.json(
                      "{\"data\":[{\"id\":\"llama3.2:3b\"},{\"id\":\"qwen2.5-coder:7b\"}]}")
                  : answer(request.text()));
      var page = Chromium.signedIn(window);
      addProvider(page, upstream);
      addModel(page);
      callAFewTimes();
      page.navigate("/console/logs");
      page.waitForCondition(
          () -> {
            page.reload();
            return page.locator("#rows tr").count() >= 8;
          });
      take(page, "logs");
      page.getByText("ada", new Page.GetByTextOptions().setExact(true)).first().click();
      page.waitForURL("**/logs/log?**");
      take(page, "log");
      page.navigate("/console/overview?time=1h");
      take(page, "overview");
      traceAPipeline();
      takeAll(chromium);
      takeTheDocs(chromium);
    }
  }

  /** What a reader sees of the documentation: text, code, pictures, tables, nothing found. */
  private static void takeTheDocs(Chromium chromium) {
    var kinds =
        List.of(
            "",
            "quick-start",
            "custom-providers",
            "providers",
            "providers/groq",
            "migrate/langfuse",
            "search?q=key",
            "no-such-page");
    LOOKS.forEach(
        (look, scheme) -> {
          try (var window = chromium.window(look.equals("phone") ? 390 : 1280, true, scheme)) {
            var page = window.newPage();
            for (var kind : kinds) {
              page.navigate("/docs/" + kind);
              take(page, "docs-" + kind.replaceAll("\\W", "-"), look);
            }
          }
        });
  }

  /** The pages about calls, in each look. */
  private static void takeAll(Chromium chromium) {
    LOOKS.forEach(
        (look, scheme) -> {
          try (var window = chromium.window(look.equals("phone") ? 390 : 1280, true, scheme)) {
            var page = Chromium.signedIn(window);
            for (var name :
                List.of(
                    "overview",
                    "logs",
                    "traces",
                    "threads",
                    "users",
                    "keys/new",
                    "connect",
                    "integrations",
                    "settings")) {
              page.navigate("/console/" + name);
              take(page, name.replace("/", "-"), look);
            }
            page.navigate("/console/logs?customer=ada&status=success");
            take(page, "logs-filtered", look);
            page.locator("#rows tr").first().click();
            page.waitForURL("**/logs/log?**");
            take(page, "log", look);
            page.navigate("/console/traces/trace?id=" + TRACE);
            take(page, "trace", look);
            page.navigate("/console/threads/thread?id=support-17");
            take(page, "thread", look);
            page.navigate("/console/users/user?id=ada");
            take(page, "user", look);
          }
        });
  }

  /** A workflow with steps, a failed tool and calls of a model, as a tracer sends it. */
  private static void traceAPipeline() {
    var now = System.currentTimeMillis() - 60_000;
    var spans =
        String.join(
            ",",
            span("0000000000000001", "", "answer ticket", "workflow", now, 5_200, ""),
            span("0000000000000002", "0000000000000001", "classify", "task", now, 900, ""),
            span("0000000000000003", "0000000000000002", "chat", "chat", now + 60, 780, MODEL),
            span(
                "0000000000000004",
                "0000000000000001",
                "look up order",
                "tool",
                now + 950,
                1_400,
                ""),
            span(
                "0000000000000005",
                "0000000000000001",
                "draft reply",
                "task",
                now + 2_400,
                2_700,
                ""),
            span(
                "0000000000000006", "0000000000000005", "chat", "chat", now + 2_450, 2_500, MODEL));
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType("application/json")
        .body("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}")
        .post("/api/v1/traces")
        .then()
        .statusCode(200);
  }

  private static String span(
      String id, String parent, String name, String kind, long start, long took, String more) {
    return """
    {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"%s","startTimeUnixNano":"%d000000",
     "endTimeUnixNano":"%d000000","attributes":[
     {"key":"respan.entity.log_type","value":{"stringValue":"%s"}},
     {"key":"respan.customer_params.customer_identifier","value":{"stringValue":"ada"}}%s]}\
    """
        .formatted(TRACE, id, parent, name, start, start + took, kind, more);
  }

  private static void addProvider(Page page, ScriptedUpstream upstream) {
    page.navigate("/console/providers/new");
    page.getByLabel("Provider name").pressSequentially("Office GPU box");
    page.locator("#base_url").fill(upstream.url("/v1").toString());
    click(page, "Test connection");
    page.waitForSelector("#report .note");
    take(page, "add-custom-provider");
    click(page, "Add provider");
    page.waitForURL("**/models?step=new");
  }

  private static void addModel(Page page) {
    page.navigate("/console/models/new?provider=office-gpu-box");
    page.locator("#model_name").fill("support-assistant");
    page.locator("#base_model_name").fill("llama3.2:3b");
    page.locator("#input_cost").fill("0.15");
    page.locator("#output_cost").fill("0.60");
    page.locator("#max_context_window").fill("128000");
    take(page, "add-custom-model");
    click(page, "Add model");
    page.waitForURL("**/models/model?**");
    page.navigate("/console/start");
    take(page, "make-a-call");
  }

  private static Script answer(String request) {
    if (request.contains("\"fail\"")) {
      return Script.answer(
          503, "application/json", "{\"error\":{\"message\":\"The model is still loading\"}}");
    }
    if (request.contains("\"stream\": true")) {
      return Script.stream()
          .chunk(event("{\"delta\":{\"role\":\"assistant\",\"content\":\"A turnpike is \"}}", ""))
          .pause(Duration.ofMillis(120))
          .chunk(
              event(
                  "{\"delta\":{\"content\":\"a road you pay to use.\"},\"finish_reason\":\"stop\"}",
                  ""))
          .chunk(event("", ",\"usage\":{\"prompt_tokens\":212,\"completion_tokens\":64}"))
          .chunk("data: [DONE]\n\n")
          .end();
    }
    int words = 20 + Math.floorMod(request.hashCode(), 180);
    return Script.json(
        """
        {"id":"c","object":"chat.completion","choices":[{"index":0,"finish_reason":"stop","message":
        {"role":"assistant","content":"A turnpike is a road you pay to use: a barrier opens for each
         traveller who may pass."}}],"usage":{"prompt_tokens":%d,"completion_tokens":%d}}\
        """
            .replace("\n ", " ")
            .formatted(words * 6, words));
  }

  private static String event(String choice, String more) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":["
        + choice
        + "]"
        + more
        + "}\n\n";
  }

  private static void callAFewTimes() {
    var customers = List.of("grace", "linus", "ada", "grace", "barbara", "ada", "linus", "ada");
    for (int i = 0; i < customers.size(); i++) {
      given()
          .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
          .contentType("application/json")
          .body(
              """
              {"model":"support-assistant","customer_identifier":"%s",
              "thread_identifier":"support-17","stream": %b,"messages":[
              {"role":"system","content":"You answer in one sentence."},
              {"role":"user","content":"%s"}]}\
              """
                  .formatted(customers.get(i), i % 2 == 1, i == 4 ? "fail" : QUESTIONS.get(i % 3)))
          .post("/api/chat/completions");
    }
  }

  private static void click(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  private static void take(Page page, String name) {
    page.waitForTimeout(300);
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }

  private static void take(Page page, String name, String look) {
    page.waitForTimeout(300);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(LOOKED_AT.resolve(name + "-" + look + ".png")));
  }
}

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
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the README and the docs: {@code mvn test -pl gateway-api -am
 * -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false} writes {@code docs/images}. Not part
 * of the suite.
 */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class Screenshots {
  private static final Path FOLDER = Path.of("..", "docs", "images");

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
      page.getByText("ada").first().click();
      page.waitForURL("**/logs/log?**");
      take(page, "log");
      page.navigate("/console/overview?time=1h");
      take(page, "overview");
    }
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
              {"model":"support-assistant","customer_identifier":"%s","stream": %b,"messages":[
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
}

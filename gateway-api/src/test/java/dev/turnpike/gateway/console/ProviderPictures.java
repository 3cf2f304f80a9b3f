package dev.turnpike.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Takes pictures of the pages about providers and models, in light, dark and phone width, to be
 * looked at: {@code mvn test -pl gateway-api -am -Dtest=ProviderPictures
 * -Dsurefire.failIfNoSpecifiedTests=false} writes {@code target/pictures}. Not part of the suite.
 */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ProviderPictures {
  private static final Path FOLDER = Path.of("target", "pictures");
  private static final Map<String, String> PAGES =
      Map.of(
          "integrations", "integrations",
          "integrations-found", "integrations?q=azure",
          "integration", "integrations/openai",
          "integration-bedrock", "integrations/bedrock",
          "provider", "providers/shelf",
          "provider-models", "providers/shelf/models",
          "models", "models",
          "model", "models/model?name=tiny-chat",
          "catalogue", "models/catalogue?q=claude&can=vision",
          "compare",
              "models/compare?name=openai/gpt-4o-mini&name=anthropic/claude-haiku-4-5&name=gemini/gemini-2.5-flash");

  /** What stands out of its box, but where a table is meant to scroll. */
  private static final String TOO_WIDE =
      """
      [...document.querySelectorAll('main *')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width > 0 && box.right > innerWidth + 1 && !e.closest('.table-wrap, .scroll, table, pre, svg');
      }).map(e => e.tagName + '.' + e.className).join(' ')
      """;

  @Test
  void takesThePicturesOfProviders() {
    try (var chromium = Chromium.start();
        var upstream = ScriptedUpstream.start();
        var window = chromium.window(1280, true, ColorScheme.LIGHT)) {
      upstream.always(ProviderPictures::answer);
      var page = Chromium.signedIn(window);
      add(page, upstream);
      var origin = page.url().replaceFirst("/console/.*", "");
      take(chromium, origin, "light", 1280, ColorScheme.LIGHT);
      take(chromium, origin, "dark", 1280, ColorScheme.DARK);
      take(chromium, origin, "phone", 390, ColorScheme.LIGHT);
    }
  }

  private static void add(Page page, ScriptedUpstream upstream) {
    page.navigate("/console/providers/new");
    page.getByLabel("Provider name").pressSequentially("Shelf");
    page.locator("#base_url").fill(upstream.url("/v1").toString());
    click(page, "Add provider");
    page.waitForURL("**/models?step=new");
    shoot(page, "provider-models-new-light");
    page.getByLabel("tiny-chat").check();
    click(page, "Add models");
    page.waitForURL("**/models/model?**");
    shoot(page, "tried-light");
  }

  private static void take(
      Chromium chromium, String origin, String look, int width, ColorScheme scheme) {
    try (var window = chromium.window(width, true, scheme)) {
      var page = Chromium.signedIn(window);
      PAGES.forEach(
          (name, path) -> {
            page.navigate(origin + "/console/" + path);
            shoot(page, name + "-" + look);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s, %s: %s", name, look, page.evaluate(TOO_WIDE))
                .isEqualTo(true);
          });
    }
  }

  /** A server that knows most of what is asked of it, and not all. */
  private static Script answer(ReceivedRequest request) {
    if (request.target().endsWith("/models")) {
      return Script.json("{\"data\":[{\"id\":\"tiny-chat\"},{\"id\":\"tiny-embed\"}]}");
    }
    var body = request.text();
    if (!body.contains("\"messages\":[") || body.contains("image_url")) {
      return Script.answer(400, "application/json", "{\"error\":{\"message\":\"no\"}}");
    }
    if (body.contains("json_schema") || body.contains("developer")) {
      return Script.answer(422, "application/json", "{\"error\":{\"message\":\"unknown\"}}");
    }
    if (body.contains("\"stream\":true")) {
      return Script.stream()
          .chunk("data: {\"choices\":[{\"delta\":{\"content\":\"ok\"}}]}\n\n")
          .chunk("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3}}\n\ndata: [DONE]\n\n")
          .end();
    }
    var call = "{\"id\":\"c\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{}\"}}";
    return Script.json(
        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"ok\""
            + (body.contains("\"tools\"") ? ",\"tool_calls\":[" + call + "]" : "")
            + "}}]}");
  }

  private static void click(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  private static void shoot(Page page, String name) {
    page.waitForTimeout(200);
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(name + ".png")));
  }
}

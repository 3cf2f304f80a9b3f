package dev.turnpike.gateway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, walked in a real browser: provider, model, call, log. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("browser")
class ConsoleBrowserTest {
  private static ScriptedUpstream upstream;
  private static Chromium chromium;

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
  @ValueSource(booleans = {true, false})
  void leadsFromACustomProviderToTheLogOfItsFirstCall(boolean scripts) {
    var name = scripts ? "Parrot Box" : "Plain Parrot Box";
    var model = scripts ? "my-parrot" : "my-plain-parrot";
    try (var window = window(scripts)) {
      var page = Chromium.signedIn(window);

      addProvider(page, name, scripts);
      addModel(page, name, model, scripts);
      given()
          .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
          .contentType("application/json")
          .body(
              """
              {"model":"%s","messages":[{"role":"user","content":"<b>Hi</b> parrot"}],
              "customer_identifier":"user_123"}\
              """
                  .formatted(model))
          .post("/api/chat/completions")
          .then()
          .statusCode(200);
      seeTheCall(page, model, scripts);
    }
  }

  /** Without a choice the browser's own look holds, and the button leads away from that one. */
  @Test
  void offersTheOtherLook() {
    try (var window = chromium.window(1280, true, ColorScheme.DARK)) {
      var page = Chromium.signedIn(window);

      assertThat(button(page, "Dark")).isHidden();
      button(page, "Light").click();
      assertThat(button(page, "Light")).isHidden();
      assertThat(button(page, "Dark")).isVisible();
      assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    }
  }

  private static void addProvider(Page page, String name, boolean scripts) {
    page.navigate("/console/providers/new");
    page.getByLabel("Provider name").pressSequentially(name);
    if (scripts) {
      assertThat(page.getByLabel("Provider id")).hasValue("parrot-box");
    }
    page.getByLabel("Base URL").fill(upstream.url("/v1").toString());
    page.getByLabel("API key", new Page.GetByLabelOptions().setExact(false)).first().fill("sk-1");
    button(page, "Test connection").click();
    assertThat(page.locator("#report")).containsText("Connected in");
    assertThat(page.locator("#report")).containsText("parrot-1b");
    if (!scripts) {
      // A password is never sent back with a page.
      page.locator("#api_key").fill("sk-1");
    }
    button(page, "Add provider").click();
    assertThat(heading(page, "Add its models")).isVisible();
  }

  private static void addModel(Page page, String provider, String model, boolean scripts) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Add one by hand")).click();
    page.getByLabel("Model name").fill(model);
    assertThat(page.getByLabel("Provider")).containsText(provider);
    if (scripts) {
      button(page, "parrot-1b").click();
      assertThat(page.getByLabel("Name at the endpoint")).hasValue("parrot-1b");
    } else {
      page.getByLabel("Name at the endpoint").fill("parrot-1b");
    }
    page.getByLabel("Input", new Page.GetByLabelOptions().setExact(true)).fill("1");
    page.getByLabel("Output", new Page.GetByLabelOptions().setExact(true)).fill("2");
    button(page, "Add model").click();
    assertThat(heading(page, model)).isVisible();
    assertThat(page.locator("#snippet-curl")).containsText("\"model\": \"" + model + "\"");
    if (scripts) {
      assertThat(violations(page)).isEmpty();
    }
  }

  private static void seeTheCall(Page page, String model, boolean scripts) {
    var row = page.locator("#calls tbody tr");
    if (scripts) {
      assertThat(row.first()).containsText("Success");
    } else {
      for (int i = 0; i < 20 && row.count() == 0; i++) {
        page.waitForTimeout(250);
        page.reload();
      }
    }
    row.first().getByRole(AriaRole.LINK).first().click();
    assertThat(heading(page, model)).isVisible();
    assertThat(page.getByText("Hello from the parrot.").first()).isVisible();
    assertThat(page.getByText("<b>Hi</b> parrot").first()).isVisible();
    assertThat(page.getByText("$0.000019").first()).isVisible();
    assertThat(page.getByText("user_123").first()).isVisible();
    if (scripts) {
      assertThat(violations(page)).isEmpty();
    }
  }

  private static List<String> violations(Page page) {
    return Chromium.axe(page).analyze().getViolations().stream()
        .map(v -> page.url() + ": " + v.getId() + " " + v.getNodes())
        .toList();
  }

  @Test
  void opensARowByTheKeyboardAndListsItsKeys() {
    try (var window = window(true)) {
      var page = Chromium.signedIn(window);
      page.keyboard().press("?");
      assertThat(heading(page, "Keyboard")).isVisible();
      page.keyboard().press("Escape");
      page.keyboard().press("g");
      page.keyboard().press("p");
      page.waitForURL("**/console/providers");
    }
  }

  @Test
  void keepsANewKeyOnScreenUntilItIsSaidToBeCopied() {
    try (var window = window(true)) {
      var page = Chromium.signedIn(window);
      page.navigate("/console/keys/new");
      page.getByLabel("Name").fill("Browser key");
      button(page, "Create key").click();
      var dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText("tp_");

      page.mouse().click(5, 5);
      page.keyboard().press("Escape");
      page.keyboard().press("Escape");

      assertThat(dialog).isVisible();
      button(page, "I have copied it").click();
      assertThat(page.getByText("Browser key").first()).isVisible();
    }
  }

  @Test
  void takesInCallsAsTheyArriveUntilItIsPaused() {
    try (var window = window(true)) {
      var page = Chromium.signedIn(window);
      log("before-the-tail");
      page.navigate("/console/logs?live=1");
      page.waitForCondition(
          () -> {
            if (page.locator("#rows tr").count() == 0) {
              page.reload();
            }
            return page.locator("#rows tr").count() > 0;
          });

      log("while-it-is-live");
      assertThat(page.locator("#rows tr").first()).containsText("while-it-is-live");

      button(page, "Pause").click();
      log("while-it-is-paused");
      assertThat(page.locator("#tail-state")).hasText("Paused, 1 waiting");
      assertThat(page.locator("#rows tr").first()).containsText("while-it-is-live");

      button(page, "Resume").click();
      assertThat(page.locator("#rows tr").first()).containsText("while-it-is-paused");
      assertThat(violations(page)).isEmpty();
    }
  }

  private static void log(String model) {
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType("application/json")
        .body("{\"model\":\"" + model + "\",\"latency\":0.5}")
        .post("/api/request-logs/")
        .then()
        .statusCode(201);
  }

  @Test
  void focusesTheFirstFieldThatIsWrong() {
    try (var window = window(true)) {
      var page = Chromium.signedIn(window);
      page.navigate("/console/providers/new");
      page.getByLabel("Provider name").fill("Wrong");
      page.getByLabel("Base URL").fill("not a url");
      button(page, "Add provider").click();
      assertThat(page.getByLabel("Base URL")).isFocused();
    }
  }

  private static BrowserContext window(boolean scripts) {
    return chromium.window(1280, scripts, ColorScheme.LIGHT);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}

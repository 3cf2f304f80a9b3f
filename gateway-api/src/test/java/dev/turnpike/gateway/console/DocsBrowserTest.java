package dev.turnpike.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documentation in a real browser. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("browser")
class DocsBrowserTest {
  private static final Pattern ADDRESS =
      Pattern.compile("\\]\\(https?://[^/]+(/docs[^)]*?)\\.md\\)");

  /** Every kind of content there is. */
  private static final List<String> KINDS =
      List.of(
          "/docs",
          "/docs/quick-start",
          "/docs/custom-providers",
          "/docs/settings",
          "/docs/sdks/openai",
          "/docs/providers/azure_openai",
          "/docs/providers/google_palm",
          "/docs/search?q=provider",
          "/docs/no-such-page");

  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void hasNoAccessibilityViolationsOnAnyPage() {
    try (var window = chromium.window(1280, true, ColorScheme.LIGHT)) {
      assertThat(violations(window.newPage(), pages())).isEmpty();
    }
  }

  @Test
  void hasNoAccessibilityViolationsInTheDark() {
    try (var window = chromium.window(390, true, ColorScheme.DARK)) {
      assertThat(violations(window.newPage(), KINDS)).isEmpty();
    }
  }

  @Test
  void neverScrollsAPageSidewaysOnAPhone() {
    try (var window = chromium.window(390, true, ColorScheme.LIGHT)) {
      var page = window.newPage();
      var found = new ArrayList<String>();
      for (var address : pages()) {
        page.navigate(address);
        if (page.evaluate("document.documentElement.scrollWidth <= innerWidth").equals(false)) {
          found.add(address);
        }
      }
      assertThat(found).isEmpty();
    }
  }

  private static List<String> violations(Page page, List<String> addresses) {
    var found = new ArrayList<String>();
    for (var address : addresses) {
      page.navigate(address);
      var axe = Chromium.axe(page);
      // What stands around the text is the same on every page, and takes longer than the text.
      (KINDS.contains(address) ? axe : axe.include("main"))
          .analyze()
          .getViolations()
          .forEach(v -> found.add(address + ": " + v.getId() + " " + v.getNodes()));
    }
    return found;
  }

  /**
   * Each page that the index names, and those that are no page of it. Of the providers' pages, made
   * alike, those among the kinds stand for all.
   */
  private static List<String> pages() {
    var all = new ArrayList<>(KINDS);
    var lines = ADDRESS.matcher(given().get("/llms.txt").asString());
    while (lines.find()) {
      if (!lines.group(1).startsWith("/docs/providers/")) {
        all.add(lines.group(1));
      }
    }
    assertThat(all).hasSizeGreaterThan(40);
    return all;
  }
}

package dev.turnpike.gateway.console;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.gateway.TurnpikeServer;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, driven by Playwright; one for a test class. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
  }

  /** Starts it; without one the tests are skipped, or fail where one is demanded. */
  static Chromium start() {
    var executable = find();
    if (executable.isEmpty()) {
      var demanded = Boolean.parseBoolean(System.getenv("TURNPIKE_REQUIRE_BROWSER"));
      if (demanded) {
        throw new AssertionError(
            "TURNPIKE_REQUIRE_BROWSER is set and there is no Chromium on the PATH");
      }
      Assumptions.abort("no Chromium on the PATH: apt install chromium");
    }
    return new Chromium(executable.orElseThrow());
  }

  private static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A fresh profile with a window of this width. */
  BrowserContext window(int width, boolean scripts, ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setBaseURL("http://localhost:" + RestAssured.port)
            .setViewportSize(width, 860)
            .setColorScheme(scheme)
            .setJavaScriptEnabled(scripts));
  }

  /** A page on which the owner has signed in. */
  static Page signedIn(BrowserContext window) {
    var page = window.newPage();
    page.setDefaultTimeout(15_000);
    page.navigate("/console/sign-in");
    page.getByLabel("Email").fill(TurnpikeServer.ADMIN_EMAIL);
    page.getByLabel("Password").fill(TurnpikeServer.ADMIN_PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.waitForURL(Pattern.compile("/console/(start|overview)$"));
    return page;
  }

  /** axe-core on this page, without a report of all that it finds good. */
  static AxeBuilder axe(Page page) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(options);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

package dev.turnpike.gateway.console;

import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Pages are visited; their markup is that of the Java build, where it takes minutes to check. */
@QuarkusIntegrationTest
class EveryPageBrowserNativeIT extends EveryPageBrowserTest {
  @Override
  void hasNoAccessibilityViolations(ColorScheme scheme) {}
}

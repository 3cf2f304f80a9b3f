package dev.turnpike.gateway.console;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Pages are visited; their markup is that of the Java build, where it takes minutes to check. */
@QuarkusIntegrationTest
class DocsBrowserNativeIT extends DocsBrowserTest {
  @Override
  void hasNoAccessibilityViolationsOnAnyPage() {}

  @Override
  void hasNoAccessibilityViolationsInTheDark() {}
}

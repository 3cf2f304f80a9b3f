package dev.turnpike.gateway.console;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EveryPageBrowserNativeIT extends EveryPageBrowserTest {}

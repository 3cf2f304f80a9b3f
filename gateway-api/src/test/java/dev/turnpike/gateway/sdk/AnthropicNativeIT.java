package dev.turnpike.gateway.sdk;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AnthropicNativeIT extends AnthropicTest {}

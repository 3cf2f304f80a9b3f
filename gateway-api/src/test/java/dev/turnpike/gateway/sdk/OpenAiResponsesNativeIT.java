package dev.turnpike.gateway.sdk;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class OpenAiResponsesNativeIT extends OpenAiResponsesTest {}

package dev.turnpike.gateway.docs;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class JavaSnippetsNativeIT extends JavaSnippetsTest {}

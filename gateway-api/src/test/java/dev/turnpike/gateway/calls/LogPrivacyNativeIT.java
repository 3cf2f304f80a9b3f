package dev.turnpike.gateway.calls;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LogPrivacyNativeIT extends LogPrivacyTest {}

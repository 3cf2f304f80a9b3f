package dev.turnpike.gateway.about;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AboutResourceNativeIT extends AboutResourceTest {}

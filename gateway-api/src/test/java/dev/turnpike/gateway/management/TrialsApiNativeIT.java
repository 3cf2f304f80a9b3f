package dev.turnpike.gateway.management;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TrialsApiNativeIT extends TrialsApiTest {}

package dev.turnpike.gateway.logs;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class WritableFieldsNativeIT extends WritableFieldsTest {}

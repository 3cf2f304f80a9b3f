package dev.turnpike.gateway.traces;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ForeignLoggersNativeIT extends ForeignLoggersTest {}
